import { useMemo } from "preact/hooks";
import { encode } from "uqr";

/** A QR code as one path: dark on white in both themes, since scanners need it so. */
export function QrImage({ text, alt }: { text: string; alt: string }) {
  const { path, size } = useMemo(() => {
    const code = encode(text, { ecc: "M", border: 3 });
    const cells = code.data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")));
    return { path: cells.join(""), size: code.size };
  }, [text]);
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={alt} shape-rendering="crispEdges">
      <rect class="qr-ground" width={size} height={size} />
      <path class="qr-ink" d={path} />
    </svg>
  );
}
