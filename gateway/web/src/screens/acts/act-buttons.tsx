import { common } from "../../text/vi";

interface ActButtonsProps {
  label: string;
  destructive: boolean | undefined;
  disabled: boolean;
  /** Where the other button leads. */
  back?: string | undefined;
  /** Which of the two has the focus when the dialog opens; else its first field. */
  focus?: "back" | "act" | false;
  onClose: () => void;
}

/** The end of a dialog: the way back, and a button that names the act. */
export function ActButtons({
  label,
  destructive = false,
  disabled,
  back = destructive ? common.back : common.cancel,
  focus = false,
  onClose,
}: ActButtonsProps) {
  return (
    <div class="dialog-actions">
      <button type="button" class="button" autofocus={focus === "back"} onClick={onClose}>
        {back}
      </button>
      <button
        type="submit"
        class={destructive ? "button button-danger" : "button button-primary"}
        autofocus={focus === "act"}
        aria-disabled={disabled}
      >
        {label}
      </button>
    </div>
  );
}
