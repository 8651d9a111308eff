import { escapeHtml } from './escapeHtml.ts';
import { letterLinesIn } from './letterLines.ts';

/** What a mail to a customer says, before it is put into text and HTML. */
export interface CustomerLetter {
  /** Name to greet, when known. */
  name?: string;
  words: string;
  /** Who signs above the brand: a person's name. */
  signedBy?: string;
  /** An answer to this mail arrives. */
  mayAnswer: boolean;
  /** The answer was written by the AI: the customer is told. */
  byAi: boolean;
  sources?: { title: string; url?: string }[];
  personLink?: string;
  surveyLink?: string;
  caseId: string;
  brand: { name: string; signature: string; colour: string };
  language: string;
}

const URL_IN_TEXT = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)]/g;

/** The same letter twice, as plain text and as HTML: programs show the one they can. */
export function writeCustomerLetter(letter: CustomerLetter): { text: string; html: string } {
  const { brand, caseId, sources = [] } = letter;
  const lines = letterLinesIn(letter.language);
  const greeting = lines.hello(letter.name);
  const links: [string, string][] = [
    ...(letter.personLink ? [[lines.toPerson, letter.personLink] as [string, string]] : []),
    ...(letter.surveyLink ? [[lines.survey, letter.surveyLink] as [string, string]] : []),
  ];
  const footer = [
    ...(letter.byAi ? [lines.byAi] : []),
    `${letter.mayAnswer ? `${lines.mayAnswer} ` : ''}${lines.reference(caseId)}`,
  ];
  const signature = [letter.signedBy, brand.signature].filter((line): line is string => Boolean(line));

  const text = [
    greeting,
    letter.words,
    sources.map(({ title, url }) => `${lines.source}: ${title}${url ? ` (${url})` : ''}`).join('\n'),
    links.map(([label, url]) => `${label}: ${url}`).join('\n'),
    signature.join('\n'),
    footer.join('\n'),
  ]
    .filter(part => part !== '')
    .join('\n\n');

  const link = (label: string, url: string) =>
    `<a href="${escapeHtml(url)}" style="color:${escapeHtml(brand.colour)}">${escapeHtml(label)}</a>`;
  const html = [
    `<!doctype html><html lang="${escapeHtml(letter.language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(brand.name)}</title></head>`,
    `<body style="font:16px/1.5 sans-serif;color:#1a1a1a;max-width:38em;margin:auto;padding:1em">`,
    paragraph(greeting),
    ...letter.words.split(/\n{2,}/).map(paragraph),
    ...(sources.length > 0
      ? [
          `<p>${lines.source}: ${sources.map(({ title, url }) => (url && /^https?:/i.test(url) ? link(title, url) : escapeHtml(title))).join(', ')}</p>`,
        ]
      : []),
    ...(links.length > 0 ? [`<p>${links.map(([label, url]) => link(label, url)).join(' · ')}</p>`] : []),
    `<p>${signature.map(escapeHtml).join('<br>')}</p>`,
    `<hr style="border:0;border-top:3px solid ${escapeHtml(brand.colour)}"><p style="font-size:14px;color:#555">${escapeHtml(brand.name)}<br>${footer.map(escapeHtml).join('<br>')}</p>`,
    `</body></html>`,
  ].join('\n');
  return { text, html };
}

function paragraph(text: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const { 0: url, index } of text.matchAll(URL_IN_TEXT)) {
    parts.push(escapeHtml(text.slice(at, index)), `<a href="${escapeHtml(url)}">${escapeHtml(url)}</a>`);
    at = index + url.length;
  }
  parts.push(escapeHtml(text.slice(at)));
  return `<p>${parts.join('').replace(/\n/g, '<br>')}</p>`;
}
