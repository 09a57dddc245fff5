const MOST_BYTES = 400_000;
const LONGEST_PX = 2_000;
const QUALITY = 0.82;
const DRAWN = /^image\/(jpeg|png|webp)$/;

/**
 * A photograph light enough for a phone's network, without where it was taken; what cannot be drawn here goes as it is.
 */
export async function lighter(file: File): Promise<File> {
  if (!DRAWN.test(file.type) || file.size <= MOST_BYTES || !("createImageBitmap" in globalThis)) return file;
  const picture = await createImageBitmap(file).catch(() => null);
  const drawn = picture && (await redrawn(picture));
  if (!drawn || drawn.size >= file.size) return file;
  return new File([drawn], `${file.name.replace(/\.\w+$/, "")}.jpg`, { type: "image/jpeg" });
}

function redrawn(picture: ImageBitmap): Promise<Blob | null> {
  const scale = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const pen = canvas.getContext("2d");
  if (!pen) return Promise.resolve(null);
  // What was transparent would be black.
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
}
