import { headline, paragraph } from "../../../scripts/bench/prose.js";
import { between, seeded } from "../../../scripts/bench/random.js";

/** A post as an editor of a small site keeps it. `{site}` in the content stands for the site's address. */
export interface SitePost {
  readonly id: number;
  readonly slug: string;
  /** HTML with entities, as WordPress renders it. */
  readonly title: string;
  readonly content: string;
  /** Written by hand; without one WordPress cuts off the first 55 words. */
  readonly excerpt?: string;
  /** When it appeared, in Greenwich time and without `Z`. */
  readonly gmt: string;
  /** `hidden`: the site does not let visitors see its users. */
  readonly author: number | "hidden";
  readonly categories: readonly string[];
  readonly tags?: readonly string[];
  /** Name of the featured picture; `hidden`: one that visitors may not see. */
  readonly picture?: string;
  readonly isProtected?: true;
  /** Fields of plugins. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Saved by the block editor. */
const FOGGARAS = `
<p>In the oases of the Touat, in the south-west of Algeria, water arrives without a pump. It runs through the foggaras: galleries dug by hand under the plateau, sloping a little less than the ground above them, until the water that seeps into them comes out in daylight at the edge of the palm groves.</p>

<p>A line of wells marks each gallery from above. They were never meant for buckets. Diggers went down through them to cut the tunnel and still go down to clear it of sand, for a gallery that is not cleaned falls silent within years.</p>

<figure class="wp-block-image size-large"><img loading="lazy" decoding="async" width="1024" height="683" src="{site}/wp-content/uploads/2026/11/kesria-1024x683.jpg" srcset="{site}/wp-content/uploads/2026/11/kesria-1024x683.jpg 1024w, {site}/wp-content/uploads/2026/11/kesria-300x200.jpg 300w, {site}/wp-content/uploads/2026/11/kesria.jpg 1600w" sizes="auto, (max-width: 1024px) 100vw, 1024px" alt="A stone comb that parts a stream of water into channels" class="wp-image-61" /><figcaption class="wp-element-caption">The <em>kesria</em> parts the water by the width of its teeth.</figcaption></figure>

<h2 class="wp-block-heading">The comb and the measurer</h2>

<p>At the mouth stands the <em>kesria</em>, a comb of stone. Each gap between its teeth is the share of one family, and the widths add up to the whole stream. The sharing is not by the hour but by the size of the opening, so that nobody has to wake at night for a turn.</p>

<p>Widths are set by the <em>kial el-ma</em>, the measurer of water. He closes and opens holes in a plate until the flow stands level, reads the result, and works out in his head what each heir, buyer or tenant is due. A clerk writes it in the register of the foggara; some registers go back for generations.</p>

<blockquote class="wp-block-quote is-layout-flow wp-block-quote-is-layout-flow"><p>The sharing is not by the hour but by the width.</p></blockquote>

<h2 class="wp-block-heading">A craft in need of hands</h2>

<p>In 2018 UNESCO placed the knowledge of the water measurers of Touat and Tidikelt on its list of heritage in urgent need of safeguarding. Boreholes with motor pumps have lowered the water under many galleries, and the young have found other work. Where a foggara dies, the garden above it can be watered from a well; the arithmetic of the measurer, which lived in practice and not in books, cannot be drawn up again so easily.</p>

<p>Relatives of the foggara are found from Iran, where they are called qanats, to the khettaras of the Tafilalt in Morocco.</p>

<p>UNESCO, Algerian Ministry of Culture</p>
`;

/** From before the block editor: paragraphs, a caption, a share bar and a form that its plugin no longer draws. */
const CHARFIA = `<p>The sea around the Kerkennah Islands, off Sfax, is so shallow that a fisher can stand in it far from the shore. On this the islanders built a way of fishing that needs no engine and hardly a boat.</p>
<p><strong>The tide does the work.</strong> A <em>charfia</em> is a fence of palm fronds, pushed into the seabed in the shape of a great V. When the tide ebbs, fish that came in to feed swim back along the fence, find no way through, and follow it to the point of the V. There stand chambers of palm and, behind them, traps. Whoever owns the charfia empties them at low water.</p>
<div id="attachment_72" style="width: 310px" class="wp-caption alignright"><img aria-describedby="caption-attachment-72" loading="lazy" class="size-medium wp-image-72" src="{site}/wp-content/uploads/2026/11/charfia-300x200.jpg" alt="Palm fronds stand in shallow water in a long line" width="300" height="200" /><p id="caption-attachment-72" class="wp-caption-text">A fence of palm fronds leads the fish. Photo: S. Kammoun</p></div>
<p>The season has its own calendar. Charfias are set up between the autumn equinox and the month of June; in summer the fronds come out, the fish are left to breed, and the sites rest. Many sites belong to families and are handed down; others are sold for a season at auction.</p>
<h3>Everybody knows how</h3>
<p>Building one is work for many hands. Fronds must be cut, dried and carried; the line must follow the currents, which only the old know by heart. Boys learn it by going along. UNESCO, which added charfia fishing to its list of intangible heritage in 2020, counts it among the crafts that most people of the archipelago share in one way or another.</p>
<p>Two things trouble the fishers today: trawlers that scrape the meadows of sea grass where the young fish grow, although the law keeps them from shallow water, and a sea that is slowly growing warmer and higher around islands whose highest point is about thirteen metres.</p>
<p>Sources: UNESCO, Institut National du Patrimoine</p>
<div class="sharedaddy sd-sharing-enabled"><div class="robots-nocontent sd-block sd-social"><h3 class="sd-title">Share this:</h3><ul><li><a href="{site}/charfia/?share=x">X</a></li><li><a href="{site}/charfia/?share=facebook">Facebook</a></li></ul></div></div>
<p>[mc4wp_form id=&#8221;206&#8243;]</p>
`;

const TIMGAD = `
<p>Seen from above, Timgad is a chessboard. The emperor Trajan had it laid out around the year 100 on the northern slopes of the Aurès, as a colony for veterans of his legions: streets at right angles, blocks of equal size, a forum, a theatre, and baths at every gate.</p>

<p>Its full name, Colonia Marciana Ulpia Traiana Thamugadi, honours the emperor&#8217;s family. Within a few generations the town had outgrown its square. The new quarters followed the roads and the ground as they pleased, and the difference can still be walked today: inside the old line one turns by ninety degrees, outside it one wanders.</p>

<figure class="wp-block-gallery has-nested-images columns-default is-cropped wp-block-gallery-1 is-layout-flex wp-block-gallery-is-layout-flex">
<figure class="wp-block-image size-large"><img loading="lazy" width="1024" height="683" data-id="84" src="{site}/wp-content/uploads/2026/11/timgad-arch-1024x683.jpg" alt="A Roman arch with three passages" class="wp-image-84" /><figcaption class="wp-element-caption">The arch at the western gate</figcaption></figure>
<figure class="wp-block-image size-large"><img loading="lazy" width="1024" height="683" data-id="85" src="{site}/wp-content/uploads/2026/11/timgad-theatre-1024x683.jpg" alt="Rows of stone seats on a slope" class="wp-image-85" /><figcaption class="wp-element-caption">The theatre seated about 3,500</figcaption></figure>
</figure>

<h2 class="wp-block-heading">A library for the town</h2>

<p>Among the ruins stands one of the few Roman public libraries of which we know the giver and the price. An inscription names Rogatianus, who left 400,000 sesterces for it. Scrolls lay in niches around a half-round hall, and those who could not read might listen to those who could.</p>

<figure class="wp-block-table"><table class="has-fixed-layout"><thead><tr><th>Building</th><th>What is left</th></tr></thead><tbody><tr><td>Arch</td><td>About twelve metres high</td></tr><tr><td>Theatre</td><td>Seats, cut into the hill</td></tr><tr><td>Library</td><td>The half-round hall</td></tr></tbody></table></figure>

<h2 class="wp-block-heading">Kept by the sand</h2>

<p>Timgad was sacked, lived in again under the Byzantines, and abandoned. Then the sand came, and that was its luck: nobody built on it and hardly anyone carried it away. The Scottish traveller James Bruce saw the arch in 1765; digging began in earnest in 1881. Since 1982 the town is on the World Heritage List.</p>

<p>UNESCO, Ministère de la Culture</p>
`;

const MACAQUES = `
<p>One macaque lives outside Asia. The Barbary macaque, <em>Macaca sylvanus</em>, has no tail to speak of, a coat for snow, and a home in the cedar and oak forests of Algeria and Morocco. North of the Sahara, it is the only primate in Africa beside ourselves. Those on the Rock of Gibraltar were brought there by people.</p>

<p>Males of most monkeys take little notice of the young. Barbary macaques carry infants about, their own or not, and two males who meet will often sit down with one between them, chatter their teeth and hold it up. Biologists read it as a way of making peace: with a baby in the middle, nobody bites.</p>

<h3 class="wp-block-heading">Where they are</h3>

<ul class="wp-block-list">
<li>the Middle Atlas in Morocco, which has most of them</li>
<li>the Rif and parts of the High Atlas</li>
<li>the Djurdjura, the Babors and the gorges of Chiffa in Algeria</li>
</ul>

<p>Their forests have been cut and grazed for centuries, and infants are taken for the trade in pets and for photographs with tourists. The International Union for Conservation of Nature has listed the species as endangered since 2008. In 2016 the parties to the CITES convention moved it to Appendix I, which forbids commercial trade across borders.</p>

<figure class="wp-block-embed is-type-video is-provider-youtube wp-block-embed-youtube"><div class="wp-block-embed__wrapper">
<iframe loading="lazy" title="Macaques in the snow" width="500" height="281" src="https://www.youtube.com/embed/x0x0x0x0x0x?feature=oembed" allowfullscreen></iframe>
</div></figure>

<p>What visitors can do is simple and hard: not to feed them. Bread and peanuts draw the animals to the roads, where cars kill them, and teach them to take food from hands, which ends in bites and in complaints against the monkeys.</p>

<p>Foresters add a second rule. Shepherds and macaques share the few springs of a dry summer, and where a spring is walled in for sheep the monkeys strip the bark of young cedars for its moisture. A trough with a way in for both, they say, saves trees.</p>

<p>IUCN, CITES</p>
`;

const INLAND_SEA = `[vc_row][vc_column width="2/3"][vc_column_text]
<p>South of the Tunisian mountains lies the Chott el Djerid, a plain of salt so flat and so bright that drivers on the causeway across it see lakes that are not there. In the 1870s a French officer, François Élie Roudaire, wanted to put a real one in their place.</p>
<p>Roudaire had surveyed the salt basins of the Algerian side and found some of them below the level of the sea. If a canal were dug from the Gulf of Gabès, he reasoned, the Mediterranean would flow in by itself, and an inland sea would bring rain, fish and ships to the edge of the Sahara. Ferdinand de Lesseps, fresh from Suez, lent the plan his name.</p>
[/vc_column_text][vc_single_image image="91" img_size="full"][vc_column_text]
<h3>What the levels said</h3>
<p>The surveys that followed were less kind. The great Tunisian chott, through which the water would have to pass, turned out to lie above the sea. The canal would be far longer and deeper than first thought. In 1882 a commission of the French government reckoned the cost, compared it with the promise, and advised against it.</p>
<p>Roudaire died in 1885, still convinced. Twenty years later his sea was filled after all, on paper: it is the subject of <em>Invasion of the Sea</em>, one of the last novels of Jules Verne, published in 1905. In the book an earthquake does what the engineers could not.</p>
<p>The salt plain is still dry for most of the year. After good winter rains a few centimetres of water stand on it, flamingos come, and for some weeks the drivers are right.</p>
<p>&nbsp;</p>
<p>Bibliothèque nationale de France</p>
[/vc_column_text][/vc_column][/vc_row]`;

const CHINGUETTI = `
<p>À Chinguetti, dans l’Adrar mauritanien, les livres ont survécu aux caravanes. La vieille ville, bâtie en pierre sèche autour d’une mosquée au minaret carré, fut une étape des pèlerins vers La Mecque et un lieu d’étude : on y copiait le Coran, le droit, la grammaire, l’astronomie, et l’on y échangeait des manuscrits contre du sel.</p>

<p>Plusieurs familles gardent encore leur bibliothèque. Les volumes, reliés de cuir, dorment dans des boîtes ou des coffres ; on les ouvre pour les visiteurs avec des gants, parfois sans. L’air y est si sec que le cuir se fend : un livre, ici, peut avoir soif.</p>

<h2 class="wp-block-heading">Le sable et les termites</h2>

<p>Le danger vient d’en bas et d’en haut. Les dunes avancent vers les maisons, les termites mangent le papier, et les pluies, rares mais violentes, percent les toits de terre. Des programmes de conservation ont permis de dresser des catalogues et de numériser une partie des fonds ; le reste dépend de la patience des familles.</p>

<p>Depuis 1996, Chinguetti est inscrite au patrimoine mondial avec les trois autres anciens <em>ksour</em> du pays : Ouadane, Tichitt et Oualata. Les quatre villes ont vécu du même commerce, celui des caravanes qui traversaient le Sahara, et ont décliné avec lui.</p>

<p>Aujourd’hui, la saison dure quelques mois, de l’automne au printemps. Hors saison, les portes restent closes et les clés, longues comme la main et taillées dans le bois, pendent chez le voisin.</p>

<p>UNESCO, Fondation nationale pour la sauvegarde des villes anciennes</p>
`;

const HARISSA = `
<p>في تونس لا تغيب الهريسة عن المائدة. فهي معجون من الفلفل الأحمر المجفف تحت الشمس، يُغسل ويُنزع بذره ثم يُطحن مع الثوم والملح والكزبرة والكروية، ويُحفظ في أوانٍ من الزجاج أو الفخار تحت طبقة من زيت الزيتون.</p>

<p>وفي سنة 2022 أدرجت اليونسكو الهريسة، بمعارفها ومهاراتها وممارساتها المطبخية والاجتماعية، في القائمة التمثيلية للتراث الثقافي غير المادي للإنسانية.</p>

<h2 class="wp-block-heading">عمل النساء معا</h2>

<p>تُعدّ الهريسة عادة في البيوت، وتجتمع لها نساء العائلة والجيران في أيام قليلة من آخر الصيف. ويُزرع الفلفل في جهات كثيرة من البلاد، وأشهرها الوطن القبلي والقيروان وسيدي بوزيد. ويختلف الطعم من بيت إلى بيت: فمنهم من يزيد في الثوم، ومنهم من يدخّن الفلفل، ومنهم من يتركه خشنا.</p>

<p>وتقول ربات البيوت إن السر في التجفيف: إن كان ناقصا فسدت الهريسة، وإن زاد احترق لونها. ولذلك تُقلب القرون كل يوم وتُرفع في الليل خوفا من الندى.</p>

<p>وللهريسة على المائدة أكثر من مكان: تُقدَّم في أول الأكل مع زيت الزيتون والتن والزيتون والخبز، وتدخل في المرق والكسكسي واللبلابي، ويُدهن بها الخبز في الصباح. ومن أهل البلاد من يحملها معه في السفر، فتكون أول ما يخرج من الحقيبة وآخر ما ينفد منها.</p>

<p>أما الهريسة المعلّبة فعمرها أكثر من قرن بقليل، وقد فتحت لها المصانع أسواقا بعيدة. غير أن من ذاق المصنوعة في البيت يقول إن العلبة تحفظ الطعم ولا تحفظ الرائحة. ولهذا تُباع في الأسواق الأسبوعية بالميزان، من أوانٍ كبيرة، لمن لم يجد الوقت أو السطح الذي يجفف عليه الفلفل.</p>

<p>اليونسكو</p>
`;

/** The week of 16 to 22 November 2026 on a site in Algiers, an hour ahead of Greenwich; the newest first. */
export const POSTS: readonly SitePost[] = [
  {
    id: 147,
    slug: "the-sea-that-was-never-dug",
    title: "The sea that was never dug",
    content: INLAND_SEA,
    gmt: "2026-11-22T16:00:00",
    author: 3,
    categories: ["history"],
    tags: ["sahara"],
    picture: "chott",
  },
  {
    id: 145,
    slug: "harissa",
    title: "الهريسة: فلفل وشمس وصبر",
    content: HARISSA,
    gmt: "2026-11-21T09:00:00",
    author: 4,
    categories: ["food"],
    picture: "harissa",
    fields: { lang: "ar" },
  },
  {
    id: 142,
    slug: "chinguetti",
    title: "Chinguetti&nbsp;: les livres ont soif",
    content: CHINGUETTI,
    excerpt: "Dans l’Adrar mauritanien, des familles gardent des bibliothèques que le sable menace.",
    gmt: "2026-11-20T11:30:00",
    author: 4,
    categories: ["culture"],
    tags: ["sahara", "books"],
    picture: "chinguetti",
    fields: { lang: "fr" },
  },
  {
    id: 138,
    slug: "the-macaque-that-makes-peace",
    title: "The macaque that makes peace",
    content: MACAQUES,
    gmt: "2026-11-19T07:15:00",
    author: "hidden",
    categories: ["nature"],
    picture: "macaques",
    fields: { yoast_head_json: { author: "Lina Haddad", twitter_misc: { "Written by": "Lina Haddad" } } },
  },
  {
    id: 133,
    slug: "timgad",
    title: "Timgad, a town on squared paper",
    content: TIMGAD,
    excerpt: "<p>Trajan&#8217;s veterans got a chessboard; their grandchildren got <em>corners</em>.</p>\n",
    gmt: "2026-11-18T13:00:00",
    author: 2,
    categories: ["history", "culture"],
    tags: ["rome"],
    picture: "timgad",
  },
  {
    id: 129,
    slug: "charfia",
    title: "Fishing with palm leaves &#038; patience",
    content: CHARFIA,
    gmt: "2026-11-17T10:45:00",
    author: 3,
    categories: ["culture"],
    tags: ["sea"],
    picture: "kerkennah",
  },
  {
    id: 120,
    slug: "foggaras",
    title: "The <em>kesria</em> shares the water",
    content: FOGGARAS,
    // Half past midnight on Monday in Algiers, still Sunday in Greenwich.
    gmt: "2026-11-15T23:30:00",
    author: 2,
    categories: ["nature", "culture"],
    tags: ["water", "sahara"],
    picture: "foggara",
  },
  {
    id: 119,
    slug: "last-week",
    title: "Last week&#8217;s letter",
    content: "<p>This letter belongs to the week before, by half an hour.</p>",
    gmt: "2026-11-15T22:30:00",
    author: 2,
    categories: ["culture"],
  },
];

/** A week's worth of any size, each post of words of its own with a featured picture and `picturesEach` in its text. */
export const manyPosts = (count: number, picturesEach = 1): readonly SitePost[] => {
  const start = Date.parse("2026-11-22T20:00:00Z");
  const stepMs = Math.floor((6 * 24 * 60 * 60 * 1000) / count);
  return Array.from({ length: count }, (_, index) => {
    const random = seeded(index + 1);
    const paragraphs = Array.from({ length: between(random, 3, 9) }, () => `<p>${paragraph(random, 80)}</p>`);
    const figures = Array.from({ length: picturesEach }, (_unused, nth) => {
      const src = `{site}/wp-content/uploads/2026/11/p${index}-${nth}.jpg`;
      return `<figure class="wp-block-image size-full"><img src="${src}" alt="Picture ${nth + 1} of post ${index + 1}" /><figcaption class="wp-element-caption">Picture ${nth + 1}</figcaption></figure>`;
    });
    return {
      id: 10_000 + count - index,
      slug: `post-${index + 1}`,
      title: headline(random),
      content: [paragraphs[0], ...figures, ...paragraphs.slice(1)].join("\n"),
      author: 2,
      categories: [["culture", "history", "nature", "food"][index % 4]!],
      gmt: new Date(start - index * stepMs).toISOString().slice(0, 19),
      picture: `hero-${index}`,
    };
  });
};
