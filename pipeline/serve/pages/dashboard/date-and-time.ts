const format = new Intl.DateTimeFormat("it-IT", {
  ...{ timeZone: "Europe/Rome", dateStyle: "long" },
  timeStyle: "short",
});

/** `26 novembre 2026 alle ore 10:07`, in Italian time. */
export function dateAndTime(instant: Date): string {
  return format.format(instant);
}
