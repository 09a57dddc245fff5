import type { Signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { Eye, LogOut } from "lucide-preact";
import { Card, Page } from "../../components/page";
import { Avatar, Chip } from "../../components/parts";
import { Await } from "../../components/states";
import { ago } from "../../format";
import { Problem, remove } from "../../http/client";
import type { SessionItem } from "../../http/types";
import { notify } from "../../resources/notices";
import { density, textSize, theme } from "../../resources/preferences";
import { useResource } from "../../resources/resource";
import { me, positionName, positions } from "../../resources/session";
import { home } from "../../text/vi";
import { seen, settings as text, signIn } from "./vi";
import { PasswordCard } from "./settings-password";
import { SignOut } from "./sign-out";
import { SecondFactorCard } from "./settings-second-factor";

export default function Settings() {
  const person = me.value!.person;
  // Where it stood when the page was opened: it must not move once it is on, with its codes.
  const [isUrgent] = useState(me.value!.second_factor?.required ?? false);
  return (
    <Page title={text.title} narrow>
      <div class="stack">
        {isUrgent && <SecondFactorCard />}
        <Card>
          <div class="row-plain">
            <Avatar name={person.full_name} large />
            <span class="row-main">
              <span class="row-title">{person.full_name}</span>
              {positions.value.map((position) => (
                <span key={position.unit.id + position.code} class="caption">
                  {positionName(position)}
                </span>
              ))}
              {person.code && (
                <span class="caption number">
                  {home.code} {person.code}
                </span>
              )}
            </span>
          </div>
          <div class="buttons">
            <a class="button" href={`/doan-vien/${person.id}/so`}>
              {home.profile}
            </a>
            <a class="button" href="/the">
              {home.card}
            </a>
            <a class="button" href="/toi/ai-da-xem">
              <Eye size={20} aria-hidden="true" /> {seen.title}
            </a>
            <SignOut class="button">
              <LogOut size={20} aria-hidden="true" /> {signIn.signOut}
            </SignOut>
          </div>
        </Card>
        <Card title={text.appearance} class="stack">
          <Options title={text.theme} name="theme" value={theme as Signal<string>} options={text.themes} />
          <Options title={text.size} name="size" value={textSize} options={text.sizes} />
          <Options title={text.density} name="density" value={density as Signal<string>} options={text.densities} />
        </Card>
        {!isUrgent && <SecondFactorCard />}
        <Devices />
        <PasswordCard />
      </div>
    </Page>
  );
}

function Options({
  title,
  name,
  value,
  options,
}: {
  title: string;
  name: string;
  value: Signal<string>;
  options: Record<string, string>;
}) {
  return (
    <fieldset class="options">
      <legend>{title}</legend>
      <div class="segments">
        {Object.entries(options).map(([code, label]) => (
          <label key={code} class={value.value === code ? "segment segment-on" : "segment"}>
            <input
              type="radio"
              name={name}
              value={code}
              checked={value.value === code}
              onChange={() => (value.value = code)}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function Devices() {
  const found = useResource<{ items: SessionItem[] }>("/me/sessions");
  const end = async (id: string) => {
    try {
      await remove(`/me/sessions/${id}`);
      found.reload();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      notify(error.message, "error");
    }
  };
  return (
    <Card title={text.devices}>
      <Await of={found} rows={2} part>
        {({ items }) => (
          <ul class="rows">
            {items.map((session) => (
              <li key={session.id} class="row-plain">
                <span class="row-main">
                  <span>{deviceName(session.device)}</span>
                  <span class="caption">{text.seen(ago(session.seen_at ?? session.created_at))}</span>
                </span>
                {session.current ? (
                  <Chip tone="green">{text.thisDevice}</Chip>
                ) : (
                  <button
                    type="button"
                    class="button button-small"
                    aria-label={text.signOutDevice(deviceName(session.device))}
                    onClick={() => void end(session.id)}
                  >
                    {signIn.signOut}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Await>
      <SignOut class="link" everywhere>
        {text.signOutAll}
      </SignOut>
    </Card>
  );
}

const BROWSERS = ["Edg", "OPR", "Coc_Coc", "Firefox", "Chrome", "Safari"];
const SYSTEMS = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"];

/** "Chrome, Android" out of what a browser says about itself. */
function deviceName(agent: string | null): string {
  if (!agent) return text.unknownDevice;
  const parts = [BROWSERS, SYSTEMS].map((names) => names.find((name) => agent.includes(name)));
  return (
    parts.filter(Boolean).join(", ").replace("Edg", "Edge").replace("OPR", "Opera").replace("_", " ") ||
    agent.slice(0, 40)
  );
}
