import type { TriageEngine } from './contract.ts';
import { clausesOf } from './text/clauses.ts';
import { readable } from './text/normalise.ts';

export interface Matter {
  text: string;
  triage: Omit<ReturnType<TriageEngine['triage']>, 'sure' | 'ranked'>;
}

/**
 * The matters a message is about, each as sure as a message of its own; undefined when a part is not, since then nobody
 * knows what else is asked. Greetings and thanks between them are no matters. Pure.
 */
export function sureMatters(engine: TriageEngine, text: string): Matter[] | undefined {
  const parts = clausesOf(readable(text)).map(clause => {
    const { sure, ranked: _ranked, ...triage } = engine.triage(clause, {});
    return { text: clause, triage, sure };
  });
  const matters = parts.filter(({ triage }) => triage.act === 'enquiry');
  return matters.every(({ sure }) => sure) ? matters : undefined;
}
