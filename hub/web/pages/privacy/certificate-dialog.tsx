import { FileDown, FileText } from 'lucide-react';
import type { ReactNode } from 'react';
import { certificateFile, type SignedCertificate } from '../../../../domain/purge/certificate.ts';
import { certificateWords } from '../../../../domain/purge/certificate-words.ts';
import { Button } from '../../../../renderer/ui/button.tsx';
import { Dialog } from '../../../../renderer/ui/dialog.tsx';
import { useNotify } from '../../../../renderer/ui/toast.tsx';
import { useAnswer } from '../../client/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { useWords } from '../../words.ts';

/** The certificate as it stands now: read here, saved as the signed file, or as a text. */
export function CertificateDialog({ id, onClose }: { id: string; onClose: () => void }): ReactNode {
  const { t, language } = useWords();
  // Asked once: taking a certificate out is an entry of the audit.
  const certificate = useAnswer('purgeCertificate', {}, { id, once: true });
  const { value } = certificate;
  return (
    <Dialog
      title={t('privacy.certificateTitle')}
      onClose={onClose}
      size="wide"
      isText
      actions={value !== null && <SaveButtons signed={value} />}
    >
      <p className="small">{t('privacy.certificateHint')}</p>
      <Answered answer={certificate}>
        {(signed) => <pre className="certificate">{certificateWords(signed, language)}</pre>}
      </Answered>
    </Dialog>
  );
}

function SaveButtons({ signed }: { signed: SignedCertificate }): ReactNode {
  const { t, language } = useWords();
  const notify = useNotify();
  const { order } = signed.certificate;
  const save = (text: string, type: string, ending: string): void => {
    const name = `purge-${order.id.slice(0, 8)}.${ending}`;
    saveFile(new Blob([text], { type }), name);
    notify(t('privacy.savedNow', { name }));
  };
  return (
    <>
      <Button
        icon={<FileText aria-hidden="true" size={18} />}
        onPress={() => save(certificateWords(signed, language), 'text/plain', 'txt')}
      >
        {t('privacy.saveText')}
      </Button>
      <Button
        look="primary"
        icon={<FileDown aria-hidden="true" size={18} />}
        onPress={() => save(certificateFile(signed), 'application/json', 'json')}
      >
        {t('privacy.saveCertificate')}
      </Button>
    </>
  );
}
