/** A button of a message in IO: what it says in both languages, and where it leads. */
export type IoButton = { it: string; en: string; url: string };

/** IO reads buttons from YAML that comes first; a phone set to English shows only those in `en`. Two at most. */
export function ioButtons(buttons: readonly [IoButton, IoButton?]): string {
  const block = (language: "it" | "en") => [
    `${language}:`,
    ...buttons.flatMap((one, index) => (one ? button(`cta_${index + 1}`, one[language], one.url) : [])),
  ];
  return ["---", ...block("it"), ...block("en"), "---"].join("\n");
}

/** JSON strings are YAML strings too: no text can end one early. */
function button(key: string, text: string, url: string): string[] {
  return [`  ${key}:`, `    text: ${JSON.stringify(text)}`, `    action: ${JSON.stringify(`iohandledlink://${url}`)}`];
}
