import { useEffect, useState } from 'react';

/** A URL for a PNG, revoked when the picture is no longer shown. */
export function usePngAddress(png: Uint8Array | undefined): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (png === undefined) return;
    const next = URL.createObjectURL(new Blob([new Uint8Array(png)], { type: 'image/png' }));
    setAddress(next);
    return () => URL.revokeObjectURL(next);
  }, [png]);
  return address;
}
