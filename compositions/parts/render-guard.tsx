import { Component, type ReactNode } from "react";
import { cancelRender, delayRender } from "remotion";

/**
 * Stops a render when a scene cannot be drawn. Without it the renderer may notice too late
 * and take a picture of an empty page, which would be kept as that scene.
 */
export class RenderGuard extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override state = { hasFailed: false };

  override componentDidCatch(error: unknown): void {
    // Never continued: the renderer asks whether a page is ready before it asks whether it was cancelled.
    delayRender("a scene that cannot be drawn");
    try {
      cancelRender(error);
    } catch {
      // It also throws, for callers that are not React; the render is cancelled by then.
    }
  }

  override render(): ReactNode {
    return this.state.hasFailed ? null : this.props.children;
  }
}
