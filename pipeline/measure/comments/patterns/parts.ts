/** Stands for a removed part while a comment is cleaned; a private character, so no comment contains it. */
export const removed = "\uE000";

/** In capitals or small letters. Not the flag `i`, with which a name could not be told from another word. */
export const anyCase = (pattern: string) => `(?i:${pattern})`;

/** One of these words, which are patterns with blanks between them. */
export const oneOf = (words: string) => `(?:${words.split(" ").join("|")})`;

/** Letters, digits and their marks; for a class. */
export const wordSign = "\\p{L}\\p{N}\\p{M}";
export const letter = "[\\p{L}\\p{M}]";
export const wordBegins = `(?<![${wordSign}])`;
export const wordEnds = `(?![${wordSign}])`;

export const toPattern = (source: string) => new RegExp(source, "gu");
