import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateImportAnswer } from '../../preload/contract/templates.ts';
import { Button } from '../kit/button.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { useFindingWords } from './field-words.ts';

type Refused = Extract<TemplateImportAnswer, { outcome: 'refused' }>;

/** Why a file was refused: which field is wrong and what is expected there. */
export function ImportRefusedDialog({
  refused,
  onClose,
}: {
  refused: Refused;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const words = useFindingWords([]);
  return (
    <Dialog
      title={t('templates.refused.title')}
      onClose={onClose}
      size="wide"
      actions={
        <Button look="primary" autoFocus onPress={onClose}>
          {t('app.close')}
        </Button>
      }
    >
      <p>
        <bdi className="code">{refused.file}</bdi>
      </p>
      <p>{t(`templates.refused.reason.${refused.reason}`)}</p>
      <ul className="stack gap-2">
        {refused.issues.map(({ where, message }) => (
          <li
            className="stack gap-px pad-2-3 round-md tone-stop text-sm break-anywhere"
            key={`${where} ${message}`}
          >
            {where !== '' && <bdi className="code strong">{where}</bdi>}
            <span>{message}</span>
          </li>
        ))}
        {refused.findings
          .filter(({ severity }) => severity === 'error')
          .map((finding) => {
            const { field, problem, remedy } = words(finding);
            return (
              <li
                className="stack gap-px pad-2-3 round-md tone-stop text-sm break-anywhere"
                key={`${finding.code} ${finding.field} ${finding.other}`}
              >
                {field !== null && <bdi className="code strong">{field}</bdi>}
                <span>
                  {problem} {remedy}
                </span>
              </li>
            );
          })}
      </ul>
      <p className="small">{t('templates.refused.effect')}</p>
    </Dialog>
  );
}
