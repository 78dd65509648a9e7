import type { LinePatterns } from "./lines.js";

export const SPANISH: LinePatterns = {
  lines: {
    newsletter: [
      "(?:suscríbe(?:te|ase)|apúnta(?:te|se)|regístra(?:te|se))(?:\\s.*)?",
      "(?:recibe|reciba)\\b.*(?:correo|bandeja|boletín).*",
      "(?:nuestro |el )?boletín(?: (?:semanal|informativo|de noticias))?",
    ],
    "comment form": [
      "(?:deja|dejar|escribe|añade|publicar) (?:un|una|tu|el) (?:comentario|respuesta)(?:\\s.*)?",
      "tu (?:dirección de )?correo electrónico no será publicad[ao].*",
      "los campos (?:obligatorios|necesarios).*",
      "(?:comentario|nombre|correo electrónico|web)\\s?\\*",
      "cancelar la respuesta",
      "guarda mi nombre.*",
      "(?:\\d{1,4}|sin|no hay) comentarios?(?: .*)?",
    ],
    tags: ["(?:etiquetas?|categorías?|temas?|palabras clave|archivado en|publicado en)\\s?:.*"],
    "cookie notice": [
      ".*(?:utilizamos|este sitio (?:web )?(?:usa|utiliza)|usamos).*cookies.*",
      "(?:aceptar|rechazar)(?: todas?)?(?: las)?(?: cookies)?",
    ],
    advertisement: ["publicidad", "anuncios?", "contenido patrocinado"],
    navigation: [
      "saltar al contenido",
      "volver arriba",
      "(?:entrada|artículo)s? (?:siguiente|anterior)s?(?:\\s?:.*)?",
      "síguenos(?: .*)?",
    ],
    "share buttons": [
      "(?:compartir?|comparte)(?: este artículo| esto)?(?: en .{0,40}| con .{0,40})?",
      "haz clic para (?:compartir|imprimir).*",
      "me gusta.{0,3}(?: cargando\\.*)?",
      "cargando\\.*",
    ],
    "read more": [
      "(?:leer|ver|saber) (?:más|también)",
      "(?:lee|lea|mira) también",
      "(?:sigue|seguir|continuar) leyendo.*",
    ],
    "syndication note": [
      "(?:la entrada|el artículo|el post) .* (?:se publicó primero en|aparece primero en|apareció primero en) .*",
    ],
    embed: ["ver esta publicación en .*", "una publicación compartida .*"],
  },
  labels: {
    "related stories": [
      "(?:artículos|entradas|noticias|contenidos?|temas) (?:relacionad[ao]s|similares|recomendad[ao]s)",
      "(?:te|le) (?:puede|podría) interesar(?: .*)?",
      "también te puede .{1,30}",
      "más (?:noticias|artículos|de .{1,30}|sobre .{1,30})",
      "lo más (?:leído|visto)",
    ],
    "comment form": ["deja (?:un comentario|una respuesta)(?:\\s.*)?", "comentarios(?: \\(\\d+\\))?"],
    tags: ["etiquetas", "palabras clave"],
    "share buttons": ["compartir", "comparte(?: esto)?"],
    "author box": ["sobre (?:el autor|la autora)", "acerca (?:del autor|de la autora)"],
  },
  readMore: [
    "(?:lee|lea|leer|mira|ver) (?:también|más)(?: (?:sobre|en) .{1,40})?",
    "(?:te|le) puede interesar",
    "artículos? relacionados?",
    "más información",
    "sigue leyendo",
  ],
  buttons: [
    "nombre",
    "correo",
    "correo electrónico",
    "web",
    "enviar",
    "responder",
    "imprimir",
    "cerrar",
    "menú",
    "buscar",
    "inicio",
    "siguiente",
    "anterior",
    "comentarios?",
    "aceptar",
    "compartir",
  ],
  share: {
    verbs: ["compartir", "comparte", "compartido", "tuitear", "twittear"],
    others:
      "en este esta artículo por con enlace copiar imprimir correo electrónico el la una ventana nueva abre se".split(
        " ",
      ),
  },
  pitch: {
    marks: ["boletín|newsletter", "suscr[ií]b", "bandeja de entrada", "correo electrónico", "gratis"],
    reader: ["tu", "tus", "nuestro", "nuestros", "nuestra", "te"],
  },
  said: ["dijo", "dice", "afirma", "explica", "cuenta", "respondió", "añade", "recuerda"],
  sources: ["fuentes?", "referencias"],
};
