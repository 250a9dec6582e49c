import { BadgeX, Crown, FileX, OctagonX, ScanLine, Star, UserX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Alert } from '../../../preload/contract/station/alerts.ts';

export function AlertIcon({ kind, size }: { kind: Alert['kind']; size: number }): ReactNode {
  switch (kind) {
    case 'head-arrived':
      return <Crown size={size} />;
    case 'vip-arrived':
      return <Star size={size} />;
    case 'stopped-delegate':
      return <OctagonX size={size} />;
    case 'stopped-badge':
    case 'lost-badge':
    case 'destroyed-badge':
    case 'unknown-badges':
      return <BadgeX size={size} />;
    case 'forged':
      return <ScanLine size={size} />;
    case 'records-disregarded':
    case 'records-released':
      return <FileX size={size} />;
    case 'unconfirmed-inside':
      return <UserX size={size} />;
  }
}
