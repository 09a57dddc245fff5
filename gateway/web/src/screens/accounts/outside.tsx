import type { ComponentChildren } from "preact";
import { Emblem } from "../../components/drawings";
import { app } from "../../text/vi";

/** The frame of pages that need no sign-in. */
export function Outside({ children }: { children: ComponentChildren }) {
  return (
    <div class="outside">
      <main class="outside-main">
        <div class="outside-brand">
          <Emblem size={56} />
          <p class="outside-name">{app.name}</p>
          <p class="muted">{app.tagline}</p>
        </div>
        {children}
      </main>
    </div>
  );
}
