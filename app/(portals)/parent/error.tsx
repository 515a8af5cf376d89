'use client';
import { type FaultProps, PortalFault } from '@/components/layout/portal-fault';

export default function ParentFault(props: FaultProps) {
  return (
    <main id="page">
      <PortalFault {...props} className="px-3.5 py-6" />
    </main>
  );
}
