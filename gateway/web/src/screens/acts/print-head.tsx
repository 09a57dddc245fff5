import { reports as text } from "../../text/vi-reports";

/** What stands at the head of a printed sheet, in the Union's two columns; on the screen the page says it already. */
export function PrintHead({ unit, title, under }: { unit: string; title: string; under?: string }) {
  return (
    <div class="print-head" aria-hidden="true">
      <p class="print-sides">
        <span>
          {unit.toLocaleUpperCase("vi-VN")}
          <br />
          ***
        </span>
        <span>{text.union}</span>
      </p>
      <p class="print-title">{title.toLocaleUpperCase("vi-VN")}</p>
      {under && <p class="print-under">{under}</p>}
    </div>
  );
}
