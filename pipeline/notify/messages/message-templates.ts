import { loadTemplate, type Template } from "../../support/templates.ts";
import { loadTextSections } from "../../support/text-sections.ts";

/** The texts of all channels, compiled once. */
export type MessageTemplates = ReturnType<typeof loadMessageTemplates>;

/** Reads `templates/<language>/notifications/` and `advice.txt` beside it. Throws a `PipelineError` when a file is missing or is no template. */
export function loadMessageTemplates(language = "it", folder?: URL) {
  const load = (name: string) => loadTemplate(`${language}/notifications/${name}.hbs`, folder);
  return {
    advice: loadTextSections(`${language}/advice.txt`, folder),
    adviceMarkdown: memoised(load("advice.md")),
    owed: load("owed.md"),
    owedQuarter: memoised(load("owed-quarter.txt")),
    review: load("review.md"),
    reviewQuarter: memoised(load("review-quarter.txt")),
    myinpsTitle: load("myinps-title.txt"),
    myinpsBody: load("myinps-body.md"),
    smsText: load("sms.txt"),
    emailSubject: load("email-subject.txt"),
    emailHtml: load("email.html"),
    emailText: load("email.txt"),
    ioSubject: load("io-subject.txt"),
    ioMarkdown: load("io-body.md"),
    inpsMobileTitle: load("inps-mobile-title.txt"),
    inpsMobileBody: load("inps-mobile-body.txt"),
    corrections: loadCorrectionTemplates((name) => load(`corrections/${name}`), language, folder),
  };
}

/** Of the messages that take a notification back. */
function loadCorrectionTemplates(load: (name: string) => Template, language: string, folder?: URL) {
  return {
    reasons: loadTextSections(`${language}/notifications/corrections/reasons.txt`, folder),
    title: load("correction-title.txt"),
    body: load("correction-body.md"),
    smsText: load("correction-sms.txt"),
    emailHtml: load("correction-email.html"),
    emailText: load("correction-email.txt"),
    pushTitle: load("correction-push-title.txt"),
    pushBody: load("correction-push-body.txt"),
  };
}

/** Few different values occur, and filling a template takes longer than a lookup. */
function memoised(template: Template): Template {
  const known = new Map<string, string>();
  return (values) => {
    const key = JSON.stringify(values);
    const filled = known.get(key) ?? template(values);
    known.set(key, filled);
    return filled;
  };
}
