import type { messagesFor } from "./employers.ts";

type Messages = Pick<ReturnType<typeof messagesFor>, "myinps" | "email" | "io">;

/** The four texts that have room for what is in review. */
export function wholeTexts({ myinps, email, io }: Messages): string[] {
  return [myinps.body, email.text, email.html, io.content.markdown];
}

const section =
  /(?:\*\*|<h2[^>]*>)?Stiamo esaminando una tua richiesta[\s\S]*?(?=\n(?:\*\*|<div class="note"[^>]*>\n<h2[^>]*>)?Hai già pagato tutto\?)/i;

/** The part of a text about a request that is being looked at, title included. Throws a `RangeError` when there is none. */
export function reviewSection(text: string): string {
  const [found] = section.exec(text) ?? [];
  if (found === undefined) throw new RangeError("no part about a request");
  return found;
}

/** The same text without it. */
export function withoutReviewSection(text: string): string {
  return text.replace(reviewSection(text), "");
}
