import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from '../../ui/select.tsx';

const alignments = ['left', 'center', 'right'] as const;

/** Left, centred or right. */
export function Align({
  value,
  onChange,
}: {
  value: (typeof alignments)[number];
  onChange: (align: (typeof alignments)[number]) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <Select
      label={t('editor.align')}
      choices={alignments.map((id) => ({ id, words: t(`editor.alignment.${id}`) }))}
      value={value}
      onChange={onChange}
    />
  );
}
