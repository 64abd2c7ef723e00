import type { SelectedEmployer } from "../../domain/selected-employer.ts";
import type { Config } from "../../settings/config.ts";

const noticeNumber = /^[0-3][0-9]{17}$/;
/** What pagoPA accepts, in cents. */
const largestAmountCents = 9_999_999_999;

/**
 * IO can carry one pagoPA notice. It does so only when exactly one quarter of one worker is owed in the
 * whole guide, no payment of it is recorded, and number and amount are known: next to anything else a single
 * «pay» button would look like all there is to pay. With any payment, also one dated after the as-of date,
 * there is none: a notice is settled once, for its own amount, and the number on record may be the one that was used.
 * Quarters in review are no part of it: they are not among those of `workers`, so their notices are never offered.
 * The payee needs a special permission of the sender's IO service and is named only when configured.
 */
export function paymentData(employer: SelectedEmployer, io: Config["io"]) {
  const owed = employer.workers.flatMap((worker) => worker.quarters);
  const [only] = owed;
  if (!io.paymentData || owed.length !== 1 || only?.state !== "unpaid" || only.isPaymentRecorded) return null;
  if (only.noticeNumber === null || !noticeNumber.test(only.noticeNumber)) return null;
  if (only.outstandingCents === null || only.outstandingCents < 1 || only.outstandingCents > largestAmountCents)
    return null;
  return {
    amount: only.outstandingCents,
    notice_number: only.noticeNumber,
    ...(io.payeeFiscalCode === null ? {} : { payee: { fiscal_code: io.payeeFiscalCode } }),
  };
}
