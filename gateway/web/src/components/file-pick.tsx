import { Paperclip } from "lucide-preact";

interface FilePickProps {
  id?: string;
  title: string;
  accept?: string | undefined;
  describedBy?: string | undefined;
  disabled?: boolean;
  onPick: (file: File | undefined) => void;
}

/** A button that asks for a file, in words of our own: the browser's may be of another language. */
export function FilePick({ id, title, accept, describedBy, disabled, onPick }: FilePickProps) {
  return (
    <label class="button file-pick">
      <Paperclip size={20} aria-hidden="true" /> {title}
      <input
        id={id}
        type="file"
        class="sr-only"
        accept={accept}
        aria-describedby={describedBy}
        disabled={disabled}
        onChange={(event) => onPick(event.currentTarget.files?.[0])}
      />
    </label>
  );
}
