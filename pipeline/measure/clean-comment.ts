export function cleanComment(comment: string): string | null {
  return comment;
}
