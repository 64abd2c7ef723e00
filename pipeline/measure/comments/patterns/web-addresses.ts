import { anyCase, oneOf, toPattern, wordBegins, wordEnds, wordSign } from "./parts.ts";

const spokenDot = `(?: ?[([{]?(?:${anyCase("punto|dot")})[)\\]}]? ?| ?\\. ?)`;
/** `@`, `(at)`, `chiocciola`; a bare `at` only before something with a dot. */
const at = `(?: ?@ ?| ?[([{<] ?(?:@|${anyCase("at|chiocciol(?:a|ina)")}) ?[)\\]}>] ?| ${anyCase("chiocciol(?:a|ina)")} | ${anyCase("at")} (?=[^\\s@]+${spokenDot}))`;
const local = `(?<!\\S)(?:[^\\s@]+ ${anyCase("(?:punto|dot|trattino|underscore)")} ){0,3}[^\\s@]+?`;
const mail = `${local}(?:${at}[^\\s@]+(?:${spokenDot}[\\p{L}\\p{N}_-]+){0,4})+`;
const withAt = "(?<!\\S)[^\\s@]*@\\S*";

/** Also as `hxxps://…`, which is written so that nobody taps it. */
const webAddress = `${wordBegins}(?:[hH][tTxX]{2}[pP][sS]?|[fF][tT][pP]) ?: ?//\\S*`;
const www = `${wordBegins}${anyCase("www")} ?\\. ?\\S+`;

const label = `[${wordSign}_-]+`;
const labelBegins = `(?<![${wordSign}_-])`;
/** Any ending but a capitalised word, which is a sentence that lacks its blank («chiaro.Grazie»). */
const topLevel = `(?:\\p{L}{2}|\\p{Ll}{2,}|\\p{Lu}{2,}|\\p{Lo}{2,}|${oneOf("Com Net Org Info Gov Edu Biz")})`;
const title = `(?!${anyCase(oneOf("sig dott prof gent spett egr"))}\\.)`;
const domain = `(?<![${wordSign}._-])${title}${label}(?:[.。]${label})*[.。]${topLevel}(?![${wordSign}_-])(?:[/:?#]\\S*)?`;
const common = oneOf("it com net org gov eu info");
const spokenDomain = `${labelBegins}${label}(?: ${anyCase("(?:punto|dot)")} ${label}){0,3} ${anyCase(`(?:punto|dot) ${common}`)}(?![${wordSign}'’])`;
const spacedDomain = `${labelBegins}${label} ?\\. ?${common}${wordEnds}`;

/** `https://…`, `mario@x.it`, `mario @ x . it`, `mario (at) x punto it`, `mario chiocciola x punto it`, any word with an @. */
export const mailAndWebAddresses = [webAddress, www, mail, withAt].map(toPattern);

/** `x.it/y`, `x punto it`, `x . it`; to be removed after street addresses, where `v.le` looks like one. */
export const bareDomains = [domain, spokenDomain, spacedDomain].map(toPattern);
