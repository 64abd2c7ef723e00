import { type ChannelObstacle, channelObstacles, type InvalidAddresses } from "../../decide/explain-channels.ts";
import { type Channel, channels } from "../../domain/notification.ts";
import type { EmployerPosition } from "../../domain/position.ts";
import type { SuppressionReason } from "../../domain/suppressed.ts";
import type { VideoRecord } from "../../domain/video.ts";
import type { DecisionLine } from "../../ledger/bulk/decisions.ts";
import type { RejectionAbout } from "../../ledger/bulk/rejections.ts";

/** `invalid`: the extracts gave one that counts as blank. The address itself is never shown. */
type AddressState = "known" | "invalid" | "missing";

/** What the extracts say of how an employer may be reached. */
export type ContactState = {
  mobile: AddressState;
  mobileConsent: boolean;
  email: AddressState;
  emailConsent: boolean;
  isOnIo: boolean;
  acceptsInpsMobile: boolean;
};

/** Why an employer is told on no channel at all. */
export const generalObstacles = ["not-decided", "not-selected", "taken-out", "guide-missing"] as const;

/** Every reason why an employer is not told on a channel; with no reasons, they are told. */
export type ChannelState = { channel: Channel; reasons: ((typeof generalObstacles)[number] | ChannelObstacle)[] };

export function contactState(position: EmployerPosition, rejections: readonly RejectionAbout[]): ContactState {
  const invalid = invalidAddresses(position, rejections);
  const { mobile, hasMobileConsent, email, hasEmailConsent, isOnIo, acceptsInpsMobile } = position;
  return {
    mobile: addressState(mobile, invalid.mobile),
    mobileConsent: hasMobileConsent,
    email: addressState(email, invalid.email),
    emailConsent: hasEmailConsent,
    isOnIo,
    acceptsInpsMobile,
  };
}

/** What is known of the employer beside the channels: `decision`, `suppressed` and the `videos` of the guide. */
type Circumstances = {
  decision: DecisionLine | null;
  suppressed: SuppressionReason | null;
  videos: readonly VideoRecord[];
};

export function channelStates(
  position: EmployerPosition,
  rejections: readonly RejectionAbout[],
  circumstances: Circumstances,
): ChannelState[] {
  const obstacles = channelObstacles(position, invalidAddresses(position, rejections));
  const general = generalReasons(circumstances);
  return channels.map((channel) => ({ channel, reasons: [...general, ...obstacles[channel]] }));
}

/** At most one: whoever is not selected gets no guide either. */
function generalReasons({ decision, suppressed, videos }: Circumstances): (typeof generalObstacles)[number][] {
  if (decision === null) return ["not-decided"];
  if (decision.decision !== "selected") return ["not-selected"];
  if (suppressed !== null) return ["taken-out"];
  return videos.length === 0 ? ["guide-missing"] : [];
}

/** Fields of the employer's accepted row, not of another row that names them. */
function invalidAddresses({ line }: EmployerPosition, rejections: readonly RejectionAbout[]): InvalidAddresses {
  const has = (code: string) =>
    rejections.some(
      (rejection) => rejection.file === "employers" && rejection.line === line && rejection.code === code,
    );
  return { mobile: has("invalid-mobile"), email: has("invalid-email") };
}

function addressState(address: string | null, isInvalid: boolean): AddressState {
  return address !== null ? "known" : isInvalid ? "invalid" : "missing";
}
