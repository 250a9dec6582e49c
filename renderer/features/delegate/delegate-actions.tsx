import { ArrowLeftRight, Eye, Printer, SpellCheck, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DelegateDetail } from '../../../preload/contract/check-in.ts';
import { useNavigation } from '../../app/navigation.tsx';
import { useMay } from '../../client/rights.ts';
import { Button } from '../../ui/button.tsx';

/** Preview, reprint, undo, correction and replacement of one delegate. */
export function DelegateActions({
  detail,
  isIn,
}: {
  detail: DelegateDetail;
  isIn: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { open } = useNavigation();
  const mayReplace = useMay('replace-delegate');
  const { id: delegateId, printedName, status } = detail.delegate;
  const latest = [...detail.admissions].sort((a, b) => b.wall - a.wall)[0];
  return (
    <div className="delegate-actions">
      <Button
        size="small"
        icon={<Eye aria-hidden="true" size={16} />}
        onPress={() => open({ kind: 'preview', delegateId, printedName })}
      >
        {t('badge.previewShort')}
      </Button>
      {detail.badges.length > 0 && (
        <Button
          size="small"
          icon={<Printer aria-hidden="true" size={16} />}
          onPress={() => open({ kind: 'reprint', delegateId, printedName })}
        >
          {t('badge.reprint')}
        </Button>
      )}
      <Button
        size="small"
        icon={<SpellCheck aria-hidden="true" size={16} />}
        onPress={() => open({ kind: 'correct', delegateId })}
      >
        {t('correct.title')}
      </Button>
      {mayReplace && (status === 'confirmed' || status === 'pending') && (
        <Button
          size="small"
          icon={<ArrowLeftRight aria-hidden="true" size={16} />}
          onPress={() => open({ kind: 'replace', delegateId })}
        >
          {t('replace.button')}
        </Button>
      )}
      {isIn && latest !== undefined && (
        <Button
          size="small"
          icon={<Undo2 aria-hidden="true" size={16} className="flips" />}
          onPress={() => open({ kind: 'undo', admissionId: latest.eventId, printedName })}
        >
          {t('help.undoShort')}
        </Button>
      )}
    </div>
  );
}
