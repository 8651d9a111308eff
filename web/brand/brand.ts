/** What the pages are told by `/config.json`. */
export interface PageConfig {
  /** Base URL of the HTTP API, without trailing slash. */
  apiUrl: string;
  /** Base URL of Connect's participant service; absent: AWS's own. */
  participantEndpoint?: string;
  region: string;
  /** The client's public site of these pages, as it stands in mails. */
  pagesUrl?: string;
  brand: { name: string; colour: string; greeting?: string };
  /** Only where a demo site signs people in. */
  demo?: { identities: { id: string; label: string }[] };
}

/** Reads the configuration and dresses the page in the client's name and colour. */
export async function loadConfig(title: string): Promise<PageConfig> {
  const response = await fetch('/config.json');
  if (!response.ok) throw new Error(`config.json: HTTP ${response.status}`);
  const config = (await response.json()) as PageConfig;
  document.title = `${title} · ${config.brand.name}`;
  const style = document.documentElement.style;
  style.setProperty('--brand', config.brand.colour);
  style.setProperty('--on-brand', readableOn(config.brand.colour));
  for (const place of document.querySelectorAll('[data-brand-name]')) place.textContent = config.brand.name;
  return config;
}

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
