/** The words of the web pages and of the e-mail that are not the editor's own. */

export interface Phrases {
  readonly skip: string;
  readonly readPdf: string;
  readonly contents: string;
  readonly onTheCover: string;
  readonly fromTheEditor: string;
  readonly allIssues: string;
  readonly latestIssue: string;
  readonly earlierIssues: string;
  readonly noIssues: string;
  readonly subscribe: string;
  readonly subscribeTo: (name: string) => string;
  readonly emailAddress: string;
  readonly feed: string;
  readonly published: (date: string) => string;
  readonly number: (number: string) => string;
  readonly pages: (count: number) => string;
  readonly page: (folio: number) => string;
  readonly cover: (alt: string) => string;
  readonly issueOnTheWeb: string;
  readonly viewInBrowser: string;
  readonly unsubscribe: string;
  readonly whyYou: (name: string) => string;
}

const en: Phrases = {
  skip: "Skip to the content",
  readPdf: "Read the PDF",
  contents: "Contents",
  onTheCover: "On the cover",
  fromTheEditor: "From the editor",
  allIssues: "All issues",
  latestIssue: "The latest issue",
  earlierIssues: "Earlier issues",
  noIssues: "The first issue has yet to come out.",
  subscribe: "Subscribe",
  subscribeTo: (name) => `Every issue of ${name}, by e-mail`,
  emailAddress: "Your e-mail address",
  feed: "RSS feed",
  published: (date) => `Published ${date}`,
  number: (number) => `No. ${number}`,
  pages: (count) => (count === 1 ? "1 page" : `${count} pages`),
  page: (folio) => `page ${folio}`,
  cover: (alt) => `Cover: ${alt}`,
  issueOnTheWeb: "This issue on the web",
  viewInBrowser: "View in your browser",
  unsubscribe: "Unsubscribe",
  whyYou: (name) => `You receive this e-mail because you subscribed to ${name}.`,
};

const fr: Phrases = {
  skip: "Aller au contenu",
  readPdf: "Lire le PDF",
  contents: "Sommaire",
  onTheCover: "En couverture",
  fromTheEditor: "Éditorial",
  allIssues: "Tous les numéros",
  latestIssue: "Le dernier numéro",
  earlierIssues: "Numéros précédents",
  noIssues: "Le premier numéro n’a pas encore paru.",
  subscribe: "S’abonner",
  subscribeTo: (name) => `Recevez chaque numéro de ${name} par e-mail`,
  emailAddress: "Votre adresse e-mail",
  feed: "Flux RSS",
  published: (date) => `Paru le ${date}`,
  number: (number) => `N° ${number}`,
  pages: (count) => (count < 2 ? `${count} page` : `${count} pages`),
  page: (folio) => `page ${folio}`,
  cover: (alt) => `Couverture : ${alt}`,
  issueOnTheWeb: "Ce numéro sur le web",
  viewInBrowser: "Voir dans le navigateur",
  unsubscribe: "Se désabonner",
  whyYou: (name) => `Vous recevez cet e-mail parce que vous êtes abonné à ${name}.`,
};

const es: Phrases = {
  skip: "Saltar al contenido",
  readPdf: "Leer el PDF",
  contents: "Sumario",
  onTheCover: "En portada",
  fromTheEditor: "Editorial",
  allIssues: "Todos los números",
  latestIssue: "El último número",
  earlierIssues: "Números anteriores",
  noIssues: "El primer número aún no ha salido.",
  subscribe: "Suscribirse",
  subscribeTo: (name) => `Cada número de ${name}, por correo electrónico`,
  emailAddress: "Su correo electrónico",
  feed: "Canal RSS",
  published: (date) => `Publicado el ${date}`,
  number: (number) => `N.º ${number}`,
  pages: (count) => (count === 1 ? "1 página" : `${count} páginas`),
  page: (folio) => `página ${folio}`,
  cover: (alt) => `Portada: ${alt}`,
  issueOnTheWeb: "Este número en la web",
  viewInBrowser: "Ver en el navegador",
  unsubscribe: "Darse de baja",
  whyYou: (name) => `Recibe este mensaje porque está suscrito a ${name}.`,
};

/** Arabic counts one, two, few (3–10) and many in different words. */
const arabicPages = (count: number): string => {
  const words: Partial<Record<Intl.LDMLPluralRule, string>> = {
    one: "صفحة واحدة",
    two: "صفحتان",
    few: `${count} صفحات`,
    many: `${count} صفحةً`,
  };
  return words[new Intl.PluralRules("ar").select(count)] ?? `${count} صفحة`;
};

const ar: Phrases = {
  skip: "انتقل إلى المحتوى",
  readPdf: "اقرأ العدد بصيغة PDF",
  contents: "في هذا العدد",
  onTheCover: "على الغلاف",
  fromTheEditor: "كلمة التحرير",
  allIssues: "جميع الأعداد",
  latestIssue: "أحدث عدد",
  earlierIssues: "الأعداد السابقة",
  noIssues: "لم يصدر العدد الأول بعد.",
  subscribe: "اشترك",
  subscribeTo: (name) => `كل عدد من ${name} في بريدك`,
  emailAddress: "بريدك الإلكتروني",
  feed: "خلاصة RSS",
  published: (date) => `صدر في ${date}`,
  number: (number) => `العدد ${number}`,
  pages: arabicPages,
  page: (folio) => `صفحة ${folio}`,
  cover: (alt) => `الغلاف: ${alt}`,
  issueOnTheWeb: "هذا العدد على الويب",
  viewInBrowser: "اعرض في المتصفح",
  unsubscribe: "إلغاء الاشتراك",
  whyYou: (name) => `تصلك هذه الرسالة لأنك مشترك في ${name}.`,
};

const TABLE: Readonly<Record<string, Phrases>> = { en, fr, es, ar };

/** Of languages that are not in the table the words are English: `language` is then what they are in. */
export const phrasesIn = (language: string): Phrases & { readonly language: string } => {
  const plain = language.toLowerCase().split("-")[0]!;
  const found = Object.hasOwn(TABLE, plain) ? TABLE[plain] : undefined;
  return found === undefined ? { ...en, language: "en" } : { ...found, language };
};

/** A day as people of that language write it. `iso`: a date, or date and time. */
export const dayIn = (language: string, iso: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(iso));

/** `3.2 MB`: two figures are enough to know what a phone will fetch. */
export const sizeIn = (language: string, bytes: number): string => {
  const large = bytes >= 1_000_000;
  const format = new Intl.NumberFormat(language, {
    style: "unit",
    unit: large ? "megabyte" : "kilobyte",
    maximumSignificantDigits: 2,
  });
  return format.format(Math.max(1, bytes / (large ? 1_000_000 : 1000)));
};
