import { useLocation } from "preact-iso";
import { useState } from "preact/hooks";
import { Plus } from "lucide-preact";
import { post, Problem } from "../../http/client";
import type { Action } from "../../http/types";
import type { Campaign, CampaignKinds, CampaignPreview } from "../../resources/campaigns";
import { notify } from "../../resources/notices";
import { invalidate } from "../../resources/resource";
import { campaigns as text } from "./vi";
import { ActDialog, type Given } from "../acts/act-dialog";

type Form = Record<string, unknown>;

/** What the campaign sets for its own cases goes by itself. */
function withOwn(kinds: CampaignKinds, form: Form): Form {
  const every = new Set(kinds.items.flatMap((kind) => kind.settings ?? []));
  const mine = new Set(kinds.items.find((kind) => kind.process === form["process"])?.settings ?? []);
  const entries = Object.entries(form);
  return {
    ...Object.fromEntries(entries.filter(([name]) => !every.has(name))),
    form: Object.fromEntries(entries.filter(([name]) => mine.has(name))),
  };
}

interface Planned {
  form: Form;
  preview: CampaignPreview;
}

/** Which campaign, and then how many cases it opens. process: the one that the form begins with. */
export function OpenButton({
  kinds,
  process,
  label = text.open,
}: {
  kinds: CampaignKinds;
  process?: string;
  label?: string;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const [form, setForm] = useState<Form>(process ? { process } : {});
  const [planned, setPlanned] = useState<Planned | null>(null);
  const ask: Action = { action: "open", label: text.count, form_schema: kinds.form_schema, consequences: [text.opens] };
  const count = async (filled: Form) => {
    const { data } = await post<CampaignPreview>("/campaigns/preview", { body: withOwn(kinds, filled) });
    setForm(filled);
    setPlanned({ form: filled, preview: data });
  };
  const close = () => {
    setIsOpen(false);
    setPlanned(null);
  };
  return (
    <>
      <button type="button" class="button button-primary" onClick={() => setIsOpen(true)}>
        <Plus size={20} aria-hidden="true" /> {label}
      </button>
      {isOpen && !planned && (
        <ActDialog
          title={label}
          action={ask}
          known={form}
          send={(given) => count(given.form)}
          onClose={close}
          onReload={() => undefined}
        />
      )}
      {planned && (
        <Confirm
          kinds={kinds}
          planned={planned}
          onRecount={() => count(planned.form)}
          onBack={() => setPlanned(null)}
          onOpened={close}
        />
      )}
    </>
  );
}

interface ConfirmProps {
  kinds: CampaignKinds;
  planned: Planned;
  onRecount: () => Promise<void>;
  onBack: () => void;
  onOpened: () => void;
}

/** The campaign as the server counts it now; above some number whoever opens it types that number. */
function Confirm({ kinds, planned: { form, preview }, onRecount, onBack, onOpened }: ConfirmProps) {
  const { route } = useLocation();
  const action: Action = {
    action: "confirm",
    label: preview.label,
    form_schema: preview.form_schema,
    consequences: preview.consequences,
  };
  const open = async ({ form: confirmed, key }: Given) => {
    const { data } = await post<Campaign>("/campaigns", { body: { ...withOwn(kinds, form), ...confirmed }, key });
    notify(text.opening);
    onOpened();
    invalidate("/campaigns");
    route(`/dot/${data.id}`);
  };
  const send = (given: Given) =>
    open(given).catch(async (problem: unknown) => {
      // The number of now stands beside what was typed.
      if (problem instanceof Problem && problem.errors["confirmed"]) await onRecount();
      throw problem;
    });
  return (
    <ActDialog
      title={preview.title}
      action={action}
      back={text.back}
      send={send}
      onClose={onBack}
      onReload={() => undefined}
    />
  );
}
