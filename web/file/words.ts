import type { HouseLanguage } from '../../layers/core/domain/houseLanguages.ts';
import { LINK_WORDS, type LinkWords } from '../link/words.ts';

export interface FileWords extends LinkWords {
  title: string;
  download: string;
  size: (kilobytes: number) => string;
}

export const FILE_WORDS: Record<HouseLanguage, FileWords> = {
  en: {
    ...LINK_WORDS.en,
    title: 'A file for you',
    download: 'Download',
    size: kilobytes => `${kilobytes} KB. Open it only if you expected it.`,
  },
  de: {
    ...LINK_WORDS.de,
    title: 'Eine Datei für Sie',
    download: 'Herunterladen',
    size: kilobytes => `${kilobytes} KB. Öffnen Sie sie nur, wenn Sie sie erwartet haben.`,
  },
  fr: {
    ...LINK_WORDS.fr,
    title: 'Un fichier pour vous',
    download: 'Télécharger',
    size: kilobytes => `${kilobytes} Ko. Ne l'ouvrez que si vous l'attendiez.`,
  },
  es: {
    ...LINK_WORDS.es,
    title: 'Un archivo para usted',
    download: 'Descargar',
    size: kilobytes => `${kilobytes} KB. Ábralo solo si lo esperaba.`,
  },
  it: {
    ...LINK_WORDS.it,
    title: 'Un file per lei',
    download: 'Scarica',
    size: kilobytes => `${kilobytes} KB. Lo apra solo se lo aspettava.`,
  },
};
