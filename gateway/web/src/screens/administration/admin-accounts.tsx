import { useState } from "preact/hooks";
import { Choice } from "../../components/choice";
import { Line } from "../../components/line";
import { ListTools } from "../../components/list-tools";
import { Menu } from "../../components/menu";
import { Paged, Rows } from "../../components/paged";
import { Page } from "../../components/page";
import { Chip, type Tone } from "../../components/parts";
import { useMedia } from "../../components/virtual";
import { ago, day } from "../../format";
import { post, remove, withQuery } from "../../http/client";
import type { AccountItem, AccountState, Action } from "../../http/types";
import { notify } from "../../resources/notices";
import { invalidate, usePages } from "../../resources/resource";
import { accounts as text } from "./vi";
import { useFilters } from "../../url";
import { ActDialog, type Given } from "../acts/act-dialog";
import { InviteDialog } from "../members/member-invite";

const TONES: Record<AccountState, Tone> = { open: "green", invited: "gold", locked: "red", none: "plain" };

/** Where each act upon an account is sent. */
const WAYS: Record<string, (id: string, given: Given) => Promise<unknown>> = {
  lock_account: (id, { form, key }) => post(`/accounts/${id}/lock`, { body: form, key }),
  unlock_account: (id, { key }) => remove(`/accounts/${id}/lock`, { key }),
  end_sessions: (id, { key }) => remove(`/accounts/${id}/sessions`, { key }),
};

/** Accounts as an administrator keeps them: found, invited, locked, signed out. */
export default function AdminAccounts() {
  const { values, change, clear } = useFilters(["q", "trang_thai", "quan_tri"] as const, { trang_thai: text.states });
  const asked = { q: values.q, state: values.trang_thai, administrators: values.quan_tri && "true" };
  const list = usePages<AccountItem>(withQuery("/accounts", { ...asked, count: "exact" }), 30);
  const [chosen, setChosen] = useState<{ item: AccountItem; action: Action } | null>(null);
  const isNarrowed = !!(values.q || values.trang_thai || values.quan_tri);
  const close = () => (setChosen(null), invalidate("/accounts"));
  return (
    <Page title={text.title} below={<p class="lead">{text.lead}</p>}>
      <div class="stack">
        <ListTools
          list={list}
          search={{ label: text.search, value: values.q, onChange: (q) => change({ q: q || null }) }}
          filters={
            <>
              <Choice
                id="loc-trang-thai"
                title={text.state}
                value={values.trang_thai}
                choices={text.states}
                onChange={(state) => change({ trang_thai: state || null })}
              />
              <label class="check">
                <input
                  type="checkbox"
                  checked={!!values.quan_tri}
                  onChange={(event) => change({ quan_tri: event.currentTarget.checked ? "1" : null })}
                />
                <span>{text.administrators}</span>
              </label>
            </>
          }
          active={[values.trang_thai, values.quan_tri].filter(Boolean).length}
          onClear={clear}
        />
        <Paged
          list={list}
          count={text.count}
          empty={{ title: text.empty, text: text.emptyText }}
          noMatch={isNarrowed && { title: text.noMatch, text: text.noMatchText, clear: text.clear, onClear: clear }}
        >
          {(items) => (
            <Rows items={items} even>
              {(item) => <AccountRow item={item} onAct={(action) => setChosen({ item, action })} />}
            </Rows>
          )}
        </Paged>
      </div>
      {chosen &&
        (chosen.action.action === "invite" ? (
          <InviteDialog personId={chosen.item.id} name={chosen.item.person.full_name} onClose={close} />
        ) : (
          <AccountAct {...chosen} onClose={close} />
        ))}
    </Page>
  );
}

function AccountAct({ item, action, onClose }: { item: AccountItem; action: Action; onClose: () => void }) {
  const name = item.person.full_name;
  const send = async (given: Given) => {
    await WAYS[action.action]!(item.id, given);
    notify(text.done[action.action]!(name));
    onClose();
  };
  return (
    <ActDialog title={text.of(action.label, name)} action={action} send={send} onClose={onClose} onReload={onClose} />
  );
}

function AccountRow({ item, onAct }: { item: AccountItem; onAct: (action: Action) => void }) {
  const place = [item.unit?.name, item.unit_above].filter(Boolean).join(" · ");
  const said = [
    item.locked_at && text.lockedOn(day(item.locked_at)),
    item.devices > 0 && text.devices(item.devices),
    item.seen_at && text.seen(ago(item.seen_at)),
    item.state === "invited" && item.invited_until && text.invitedUntil(day(item.invited_until)),
    item.second_factor && text.secondFactor,
  ].filter(Boolean);
  return (
    <Line
      title={
        <>
          {item.person.full_name} <span class="number">{item.person.code}</span>
        </>
      }
      chips={
        <>
          <Chip tone={TONES[item.state]}>{item.state_title}</Chip>{" "}
          {item.is_admin && <Chip tone="blue">{text.administrator}</Chip>}
        </>
      }
      told={[...item.offices, place, ...said]}
      end={item.allowed_actions.length > 0 && <AccountActs item={item} onAct={onAct} />}
    />
  );
}

/** Buttons where there is room for them, on a phone a menu. */
function AccountActs({ item, onAct }: { item: AccountItem; onAct: (action: Action) => void }) {
  const isWide = useMedia("(min-width: 1000px)");
  const name = item.person.full_name;
  if (!isWide) {
    const items = item.allowed_actions.map((action) => ({
      key: action.action,
      label: action.label,
      danger: !!action.destructive,
      onPick: () => onAct(action),
    }));
    return <Menu label={text.acts} name={text.of(text.acts, name)} items={items} />;
  }
  return (
    <span class="buttons">
      {item.allowed_actions.map((action) => (
        <button
          key={action.action}
          type="button"
          class={action.destructive ? "button button-small button-danger-plain" : "button button-small"}
          aria-label={text.of(action.label, name)}
          onClick={() => onAct(action)}
        >
          {action.label}
        </button>
      ))}
    </span>
  );
}
