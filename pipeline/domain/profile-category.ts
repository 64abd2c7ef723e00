/** A MyINPS category of an employer, as profiles.csv says it; settings name the same. */
export type ProfileCategory = {
  category: string;
  /** Where it stands in the file, header = 1. */
  line: number;
};

/** Lower-case letters, digits and hyphens. */
export const categoryForm = /^[a-z0-9-]+$/;

export function isProfileCategory(text: string): boolean {
  return categoryForm.test(text);
}
