/** What SES found, by check: `PASS`, `FAIL`, `GRAY`, `PROCESSING_FAILED` or `DISABLED`. */
export interface MailVerdicts {
  spam: string;
  virus: string;
  spf: string;
  dkim: string;
  dmarc: string;
}

export interface Authenticity {
  /** Never opened, never kept apart from the mail itself. */
  virus: boolean;
  spam: boolean;
  /** The mail comes from where its From says. Who isn't authenticated reaches no account and joins no verified case. */
  authenticated: boolean;
}

/**
 * Authenticated: DMARC passed; or the domain has no DMARC policy (`GRAY`) and SPF passed for an envelope sender of the very
 * domain of From. A mail with several authors, or one that could not be checked, is not. What could not be scanned for
 * viruses is treated like what is infected.
 */
export function authenticityOf(
  verdicts: MailVerdicts,
  mail: { from?: { address: string }; authors: number; returnPath: string },
): Authenticity {
  const { spam, virus, spf, dmarc } = verdicts;
  const domain = domainOf(mail.from?.address);
  const aligned = domain !== undefined && domain === domainOf(mail.returnPath);
  const vouched = dmarc === 'PASS' || (dmarc === 'GRAY' && spf === 'PASS' && aligned);
  return {
    virus: virus === 'FAIL' || virus === 'PROCESSING_FAILED',
    spam: spam === 'FAIL',
    authenticated: vouched && mail.authors === 1 && domain !== undefined,
  };
}

const domainOf = (address: string | undefined): string | undefined =>
  /@([^@\s<>]+)>?$/.exec(address ?? '')?.[1]?.toLowerCase();
