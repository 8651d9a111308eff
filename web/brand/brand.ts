import type { FilePolicy } from '../../layers/core/domain/chatFiles.ts';
import { readableOn } from '../../layers/core/mail/readableOn.ts';

export { readableOn };

/** What the pages are told by `/config.json`. */
export interface PageConfig {
  /** Base URL of the HTTP API, without trailing slash. */
  apiUrl: string;
  /** Base URL of Connect's participant service; absent: AWS's own. */
  participantEndpoint?: string;
  region: string;
  /** The client's public site of these pages, as it stands in mails. */
  pagesUrl?: string;
  /** Origins of the client's sites, which may frame the chat. */
  sites?: string[];
  brand: { name: string; colour: string; greeting?: string };
  /** Files that customers may send in the chat; absent: none. */
  attachments?: FilePolicy;
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
