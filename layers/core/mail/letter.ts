import { clientText } from '../domain/replyLanguage.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import { escapeHtml } from './escapeHtml.ts';
import { readableOn } from './readableOn.ts';

/** A part of a letter; written once, it becomes both the text and the HTML. */
export type Block =
  | { kind: 'text'; text: string }
  /** Set apart: what it is about. */
  | { kind: 'ask'; title: string; text: string }
  | { kind: 'facts'; facts: [label: string, value: string][] }
  | { kind: 'button'; label: string; url: string }
  | { kind: 'lines'; title: string; lines: string[] }
  | { kind: 'small'; text: string };

export interface Letter {
  title: string;
  /** ISO 639-1. */
  language: string;
  /** What a mailbox shows beside the subject. */
  preview: string;
  blocks: Block[];
}
type Brand = Pick<ClientConfig, 'name' | 'brand' | 'languages'>;

const INK = '#1b1f23';
const QUIET = '#57606a';
const LINE = '#d0d7de';

/** A letter in the client's brand, as text and as HTML that holds on a phone: one column, inline styles, nothing loaded. */
export function writeLetter({ title, language, preview, blocks }: Letter, { name, brand, languages }: Brand) {
  const signature = clientText({ languages }, brand.signature, language);
  const signed: Block[] = [...blocks, { kind: 'small', text: signature }];
  const text = signed.map(asText).join('\n\n');
  const colours = `background:${escapeHtml(brand.colour)};color:${readableOn(brand.colour)}`;
  const html = [
    `<!doctype html><html lang="${escapeHtml(language)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light">',
    `<title>${escapeHtml(title)}</title></head>`,
    `<body style="margin:0;padding:0;background:#f4f5f7;color:${INK};font:16px/1.5 -apple-system,'Segoe UI',Roboto,Arial,sans-serif;-webkit-text-size-adjust:100%">`,
    `<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(preview)}</div>`,
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">',
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff">',
    `<tr><td style="${colours};padding:16px 20px;font-size:14px">${escapeHtml(name)}</td></tr>`,
    '<tr><td style="padding:20px;overflow-wrap:anywhere;word-break:break-word">',
    `<h1 style="font-size:22px;line-height:1.3;margin:0 0 16px">${escapeHtml(title)}</h1>`,
    ...signed.map(block => asHtml(block, colours)),
    '</td></tr></table></td></tr></table></body></html>',
  ].join('\n');
  return { text, html };
}

function asText(block: Block): string {
  switch (block.kind) {
    case 'ask':
      return `${block.title}: ${block.text}`;
    case 'facts':
      return block.facts.map(([label, value]) => `${label}: ${value}`).join('\n');
    case 'button':
      return `${block.label}: ${block.url}`;
    case 'lines':
      return `${block.title}:\n${block.lines.join('\n')}`;
    default:
      return block.text;
  }
}

function asHtml(block: Block, colours: string): string {
  switch (block.kind) {
    case 'text':
      return `<p style="margin:0 0 16px">${written(block.text)}</p>`;
    case 'small':
      return `<p style="margin:16px 0 0;font-size:14px;color:${QUIET}">${written(block.text)}</p>`;
    case 'ask':
      return `<div style="margin:0 0 16px;padding:12px 16px;border-left:4px solid ${LINE};background:#f6f8fa"><div style="font-size:14px;color:${QUIET}">${escapeHtml(block.title)}</div><div style="font-size:18px">${written(block.text)}</div></div>`;
    case 'facts':
      // Label above value: two columns are too narrow on a phone.
      return block.facts
        .map(
          ([label, value]) =>
            `<div style="margin:0 0 12px"><div style="font-size:14px;color:${QUIET}">${escapeHtml(label)}</div><div>${written(value)}</div></div>`,
        )
        .join('');
    case 'button':
      return `<p style="margin:20px 0"><a href="${escapeHtml(block.url)}" style="display:block;${colours};padding:14px 20px;border-radius:8px;font-weight:bold;text-align:center;text-decoration:none">${escapeHtml(block.label)}</a></p>`;
    case 'lines':
      return `<h2 style="font-size:16px;margin:20px 0 8px">${escapeHtml(block.title)}</h2>${block.lines
        .map(line => `<div style="padding:8px 0;border-top:1px solid ${LINE}">${written(line)}</div>`)
        .join('')}`;
  }
}

const written = (text: string) => escapeHtml(text).replace(/\r?\n/g, '<br>');
