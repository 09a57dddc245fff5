import { day } from "../../format";
import { withQuery } from "../../http/client";
import { useResource } from "../../resources/resource";
import { submissionsAddress } from "../../resources/report-periods";
import { isMissing, type SubmissionList } from "../../resources/submissions";
import { submissions as text } from "../reports/vi";

const MOST = 5;

/**
 * Which of the units directly below have not submitted their reports of the last period; nothing for whoever may not
 * see it.
 */
export function NotSubmitted({ unitId }: { unitId: string }) {
  const { data } = useResource<SubmissionList>(withQuery("/report-submissions", { unit_id: unitId, below: "true" }));
  if (!data?.period || data.expected === 0) return null;
  const missing = data.children.filter(isMissing).map(({ unit }) => unit.name);
  return (
    <p class={missing.length > 0 ? "box box-gold" : "box"}>
      <a href={submissionsAddress(unitId, data.period.code)}>
        {text.ofChildren(data.period.title, data.submitted, data.expected)}
      </a>
      {missing.length > 0 && (
        <>
          {" "}
          {text.missing(
            missing.slice(0, MOST).join(", "),
            Math.max(0, missing.length - MOST),
            day(data.children[0]!.due_on),
          )}
        </>
      )}
    </p>
  );
}
