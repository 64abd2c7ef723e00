/** An error as plain values, for another thread or process: an error object loses its code on the way there. */
export type PlainError = { message: string; code: string | undefined; path: string | undefined };

/** What of an error has to arrive. */
export function plainError({ message, code, path }: NodeJS.ErrnoException): PlainError {
  return { message, code, path };
}

/** The error that was sent. */
export function errorFrom(plain: PlainError): Error {
  return Object.assign(new Error(plain.message), plain);
}
