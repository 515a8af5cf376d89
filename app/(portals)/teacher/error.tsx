'use client';
import { type FaultProps, PortalFault } from '@/components/layout/portal-fault';

export default function TeacherFault(props: FaultProps) {
  return <PortalFault {...props} className="px-3.5 py-6" />;
}
