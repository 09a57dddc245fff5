import { Combobox } from "../../components/combobox";
import { Field } from "../../components/field";
import { searchUnits, unitOption } from "../../forms/things";
import type { Unit } from "../../http/types";
import { useResource } from "../../resources/resource";
import { common } from "../../text/vi";

/** The unit whose part of a list is shown; it stands in the address by its id. */
export function UnitFilter({
  title,
  value,
  onChange,
}: {
  title: string;
  value: string;
  onChange: (id: string | null) => void;
}) {
  const unit = useResource<Unit>(value ? `/units/${value}` : null).data;
  return (
    <Field id="loc-don-vi" label={title}>
      <Combobox
        id="loc-don-vi"
        value={unit ? { id: unit.id, label: unit.name } : null}
        onChange={(option) => onChange(option?.id ?? null)}
        search={searchUnits}
        read={unitOption as never}
        placeholder={common.all}
      />
    </Field>
  );
}
