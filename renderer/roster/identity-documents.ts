import { BadgeCheck, BookUser, IdCard, type LucideIcon, ShieldCheck } from 'lucide-react';
import type { IdentityDocument } from '../../domain/ledger/attendance.ts';

interface DocumentKind {
  document: IdentityDocument;
  /** The key that confirms this kind of document. */
  key: string;
  Icon: LucideIcon;
}

/** The most frequent kind first. */
export const identityDocuments: readonly DocumentKind[] = [
  { document: 'passport', key: 'p', Icon: BookUser },
  { document: 'identity-card', key: 'i', Icon: IdCard },
  { document: 'service-card', key: 's', Icon: ShieldCheck },
  { document: 'other', key: 'o', Icon: BadgeCheck },
];
