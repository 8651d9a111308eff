import type { FilePolicy } from '../../layers/core/domain/chatFiles.ts';
import { HOUSE_LANGUAGES, type HouseLanguage } from '../../layers/core/domain/houseLanguages.ts';
import { readableOn } from '../../layers/core/mail/readableOn.ts';
import { dress, languageTags, pageLanguage } from '../words/pageLanguage.ts';

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
  /** What the client's customers are answered in, the client's first language first. */
  languages?: string[];
  /** The client's privacy notice, the same for all or by language. */
  privacy?: string | Record<string, string>;
  brand: { name: string; colour: string };
  /** Files that customers may send in the chat; absent: none. */
  attachments?: FilePolicy;
  /** Only where a demo site signs people in. */
  demo?: { identities: { id: string; label: string }[] };
}

/** A page and its words in the language that fits whoever looks at it. */
export interface Page<Words> {
  /** Undefined when the site doesn't answer. */
  config: PageConfig | undefined;
  language: HouseLanguage;
  /** Language tags of whoever looks at it, best first: what the site around the page knows of them, then the browser's. */
  wanted: string[];
  words: Words;
  /** Changes to the language of a case, where the client speaks it. */
  speak(language: string | undefined): Words;
}

/**
 * Reads the configuration and puts the page's words in place.
 * @param spoken what the page may be in; what the client speaks to customers unless told
 */
export async function openPage<Words extends { title: string }>(
  catalogue: Record<HouseLanguage, Words>,
  spoken?: readonly string[],
): Promise<Page<Words>> {
  const read = await loadConfig(document.title).catch(() => undefined);
  // The site around the chat may know what its visitor reads.
  const told = new URLSearchParams(location.search).get('lang');
  const browsers = languageTags([...(told ? [told] : []), ...navigator.languages]);
  const page: Page<Words> = {
    config: read,
    language: 'en',
    words: catalogue.en,
    wanted: browsers,
    speak(wanted) {
      page.language = pageLanguage(spoken ?? read?.languages ?? HOUSE_LANGUAGES, [wanted, ...browsers]);
      page.words = catalogue[page.language];
      dress(page.words, page.language);
      document.title = [page.words.title, read?.brand.name].filter(Boolean).join(' · ');
      return page.words;
    },
  };
  page.speak(undefined);
  return page;
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
