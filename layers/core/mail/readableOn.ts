/** Black or white, whichever contrasts more with the colour (WCAG relative luminance). */
export function readableOn(colour: string): string {
  const hex = colour.replace('#', '');
  const full = hex.length < 6 ? [...hex.slice(0, 3)].map(digit => digit + digit).join('') : hex.slice(0, 6);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map(at =>
    linear(Number.parseInt(full.slice(at, at + 2), 16) / 255),
  );
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? '#ffffff' : '#000000';
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
