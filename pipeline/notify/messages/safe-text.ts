const controlCharacters = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;
const loneSurrogates = /\p{Cs}/gu;

/** The longest name a message shows, in characters; a longer one ends in `…`. */
const longestName = 60;

/**
 * A name that cannot break its line or reverse the text: no control characters, no line breaks, no bidirectional marks,
 * at most 60 characters.
 */
export function safeName(name: string): string {
  const clean = name.replace(controlCharacters, " ").replace(loneSurrogates, "").replace(/\s+/g, " ").trim();
  const characters = [...clean];
  return characters.length <= longestName
    ? clean
    : `${characters
        .slice(0, longestName - 1)
        .join("")
        .trimEnd()}…`;
}

/** Escapes names and labels so that the medium shows them and interprets nothing. */
export type Escape = (text: string) => string;

/** One line for a mail header: without line breaks it cannot add a second header. */
export function headerLine(text: string): string {
  return text.replace(controlCharacters, " ").replace(/\s+/g, " ").trim();
}

/**
 * A text that Markdown shows as it is. Colon, at sign and a full stop inside a word are escaped too, because many
 * renderers turn `https:`, `a@b` and `www.…` into links.
 */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>&~:@$^=]|\.(?=\S)/g, "\\$&");
}

/** The same address, unable to end a Markdown link, an HTML attribute or a YAML string early. */
export function linkTarget(url: string): string {
  return url.replace(/[()'"<>\\^`{|}\s\p{Cc}]/gu, encodeURIComponentStrictly);
}

/** `encodeURIComponent` leaves brackets and apostrophes as they are. */
function encodeURIComponentStrictly(character: string): string {
  return encodeURIComponent(character).replace(/['()]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Where a website is opened, however the settings write it: with `https://` or without. */
export function websiteUrl(website: string): string {
  return linkTarget(`https://${website.replace(/^https?:\/\//, "")}`);
}
