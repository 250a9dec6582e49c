/** Which check failed. */
export type ReportCheck =
  /** Not a report, or its text is not the canonical one. */
  | 'form'
  /** A part is not what was signed. */
  | 'digest'
  /** The signature is not of this key, or of other digests. */
  | 'signature'
  /** Signed by another key than the one expected. */
  | 'issuer'
  /** It does not follow the report before it. */
  | 'chain'
  /** Figures that contradict each other: the signer wrote them so. */
  | 'counts'
  /** The facts given with it differ. */
  | 'facts';

/** Something wrong, and where. */
export interface ReportFault {
  check: ReportCheck;
  /** Path in the report ("stations/2", "balance/total") or "byte 1234". */
  place: string;
  /** What is wrong there, in English: for the person who runs the verifier. */
  detail: string;
}
