import { LoaderCircle, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Note } from '../../ui/note.tsx';
import { usePictureAddress } from '../../ui/use-picture-address.ts';
import { useAnswer } from '../base/page-client.ts';
import './preview.css';

interface PreviewDialogProps {
  delegateId: string;
  printedName: string;
  onClose: () => void;
}

/** The exact bitmap that prints, dot for dot. */
export function PreviewDialog({ delegateId, printedName, onClose }: PreviewDialogProps): ReactNode {
  const { t } = useTranslation();
  const { value, failure } = useAnswer('previewBadge', [{ delegateId }]);
  const address = usePictureAddress(value?.png, 'image/png');
  return (
    <Dialog title={t('badge.preview')} onClose={onClose}>
      <FailureNote failure={failure} />
      <figure className="badge-preview min-h-64 grid place-items-center p-5 rounded-lg bg-sunken">
        {value !== null && address !== null ? (
          <img
            className="max-w-full shadow-lift-2"
            src={address}
            width={value.width}
            height={value.height}
            alt={t('badge.previewOf', { name: printedName })}
          />
        ) : (
          failure === null && <LoaderCircle size={28} className="spins" />
        )}
      </figure>
      {value !== null && value.missingGlyphs.length > 0 && (
        <Note tone="look" icon={<TriangleAlert size={18} />} title={t('hold.missing-glyphs.title')}>
          <p>
            <bdi>{t('badge.previewMissing', { glyphs: value.missingGlyphs.join(' ') })}</bdi>
          </p>
        </Note>
      )}
      <p className="small">
        {t('badge.previewHint')} {value !== null && t(`editor.inks.${value.inks}`)}
      </p>
    </Dialog>
  );
}
