/** Copy in French: guillemets, narrow spaces, ligatures, capitals with accents. */
import { piece } from "./pieces.js";

export const french = piece(
  "oeil-et-oeuvre",
  `
---
headline: "L'œil, la fine et le guillemet : petit manège des blancs"
kicker: À l'œuvre
standfirst: Pourquoi un point d'interrogation français se tient-il toujours à l'écart ? Parce qu'on lui a laissé un peu d'air, et qu'il y tient.
byline: Une plume de spécimen
date: 2026-01-02
language: fr
hero:
  file: valley.jpg
  alt: Des collines vertes, l'une derrière l'autre, se perdent dans un ciel pâle où le soleil est bas.
  caption: "« Un paysage calculé » : aucune photographie n'a été prise pour ce numéro."
  credit: Spécimen
sources:
  - Geoffroy Tory, Champ fleury
  - Pierre-Simon Fournier, Manuel typographique
---
Ouvrez un livre anglais, puis un livre français : dans le second, les signes hauts respirent. Le point-virgule, le point d'exclamation et le
point d'interrogation y sont précédés d'une espace fine ; les deux-points, d'une espace mot. On dit *une* espace, au féminin, quand on parle de la petite lame
de plomb que le compositeur glissait entre les lettres. Le mot a gardé son genre à l'atelier, et l'a perdu ailleurs.

« Que faites-vous là ? demande l'apprenti.

— Je mets du blanc, répond le prote. C'est le plus difficile : il ne se voit que lorsqu'il manque ! »

## Des guillemets et de ce qu'ils enferment

Le guillemet français est un chevron double ; il s'ouvre vers le dehors : « voilà ». Une citation dans la citation prend d'autres
marques : « Il a dit "plus tard", et il est parti. » Entre le chevron et le mot vient encore un blanc, et ce blanc est insécable : un guillemet
ouvrant n'a rien à faire au bout d'une ligne, et un point d'interrogation encore moins au début de la suivante.

> La lettre est une chose ; le blanc qui l'entoure en est une autre, et c'est lui que l'œil parcourt.
> -- Une note de marge, sans date

En 1529, Geoffroy Tory publie *Champ fleury*. Il y dessine les capitales d'après le corps de l'homme, et il y plaide pour que le français
ait ses accents, son apostrophe et sa cédille. On l'a suivi : sans eux, ni *pêcheur* ni *pécheur*, ni *sûr* ni *sur*, et l'on ne saurait jamais si *un
homme tue* se porte bien ou mal.

### Œuvres, cœurs et nœuds

Le *œ* n'est pas une coquetterie. Il s'impose dans *œil*, *cœur*, *sœur*, *bœuf*, *vœu*, *nœud* et *manœuvre* ; il est fautif dans *coexister* et dans
*moelle*. En capitales : Œ, comme dans ŒUVRES COMPLÈTES. Les capitales portent leurs accents, « À L'ÉCOLE » aussi bien que « ÇÀ ET LÀ ».

- 1 000 exemplaires, 25 % de gâche, 3,50 € le numéro ;
- les siècles en petites capitales : le XVIII<sup>e</sup> siècle ;
- les titres en italique : *Manuel typographique*, 1764-1766 ;
- l'heure : 18 h 30, au plus tard !

::: facts Combien d'air ?
Une fine avant **;**, **!** et **?** ; une espace mot insécable avant **:** et à l'intérieur des guillemets ; rien avant la virgule ni le point. Un
anglophone pressé n'y verra que du blanc. C'est bien ce que c'est.
:::

Pierre-Simon Fournier, dit le Jeune, proposa en 1737 de mesurer les caractères en points. Avant lui, on les appelait par leur nom, *petit-romain*,
*cicéro*, *saint-augustin*, *gros-canon*, et chaque fonderie savait à peu près ce que cela voulait dire. L'à-peu-près est l'ennemi des blancs : il suffit
d'un cheveu de trop par ligne pour que la page, au bout de quarante lignes, ne ferme plus.

Reste la question qu'on n'ose pas poser : et si personne ne s'en apercevait ? C'est possible. C'est même le but.
`,
);
