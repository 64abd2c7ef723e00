/** An error as plain values, for another thread or process: an error object that is sent loses its code. */
export type PlainError = { message: string; code: string | undefined; path: string | undefined };

/** The parts of an error that are sent. */
export function plainError({ message, code, path }: NodeJS.ErrnoException): PlainError {
  return { message, code, path };
}

/** The error that was sent. */
export function errorFrom(plain: PlainError): Error {
  return Object.assign(new Error(plain.message), plain);
}
