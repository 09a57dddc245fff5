import { Choice } from "../../components/choice";
import { Combobox, type Option } from "../../components/combobox";
import { Field } from "../../components/field";
import { searchUnits, unitOption } from "../../forms/things";
import type { Unit } from "../../http/types";
import { choicesFor, SEXES, SORTS, useMemberFilters, type FilterName } from "../../resources/members";
import { useResource } from "../../resources/resource";
import { common } from "../../text/vi";
import { members as text } from "../../text/vi-members";

interface PanelProps {
  values: Record<FilterName, string>;
  onChange: (changes: Partial<Record<FilterName, string | null>>) => void;
  fixedUnit: boolean;
}

/** Choices come from the server; what is chosen stands in the address. */
export function MemberFilters({ values, onChange, fixedUnit }: PanelProps) {
  const filters = useMemberFilters().data;
  const unit = useResource<Unit>(values.don_vi && !fixedUnit ? `/units/${values.don_vi}` : null).data;
  const chosen: Option | null = unit ? { id: unit.id, label: unit.name } : null;
  const pick = (name: FilterName, title: string, key: Parameters<typeof choicesFor>[1]) => (
    <Choice
      id={`loc-${name}`}
      title={title}
      value={values[name]}
      choices={choicesFor(filters, key)}
      onChange={(value) => onChange({ [name]: value })}
    />
  );
  return (
    <>
      {!fixedUnit && (
        <Field id="loc-don_vi" label={text.unit}>
          <Combobox
            id="loc-don_vi"
            value={chosen}
            onChange={(option) => onChange({ don_vi: option?.id ?? null })}
            search={searchUnits}
            read={unitOption as never}
            placeholder={common.all}
          />
        </Field>
      )}
      {pick("trang_thai", text.status, "status")}
      <Choice
        id="loc-gioi"
        title={text.sex}
        value={values.gioi}
        choices={SEXES}
        onChange={(gioi) => onChange({ gioi })}
      />
      <div class="field-pair">
        <NumberField
          id="loc-tu"
          label={text.ageFrom}
          value={values.tu_tuoi}
          onChange={(tu_tuoi) => onChange({ tu_tuoi })}
        />
        <NumberField
          id="loc-den"
          label={text.ageTo}
          value={values.den_tuoi}
          onChange={(den_tuoi) => onChange({ den_tuoi })}
        />
      </div>
      {pick("doi_tuong", text.category, "category")}
      {pick("thieu", text.missing, "missing")}
      {pick("luu_y", text.flag, "flag")}
      <Choice
        id="loc-sap"
        title={text.sort}
        blank={text.sortDefault}
        value={values.sap_xep}
        choices={SORTS}
        onChange={(sap_xep) => onChange({ sap_xep })}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={values.cap_duoi !== "khong"}
          onChange={(event) => onChange({ cap_duoi: event.currentTarget.checked ? null : "khong" })}
        />
        <span>{text.below}</span>
      </label>
    </>
  );
}

function NumberField({
  id,
  label,
  value,
  onChange,
}: {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <Field id={id} label={label}>
      <input
        id={id}
        class="input"
        inputMode="numeric"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value.replace(/\D/g, ""))}
      />
    </Field>
  );
}
