import { closeDoors } from '@/lib/core/db/pools';
import { demoSignIns, seedDemo } from '@/prisma/seed/demo';

await seedDemo();
for (const s of demoSignIns)
  console.log(
    `  ${s.role.padEnd(9)} ${s.institution.padEnd(36)} ${s.identifier}${'password' in s ? `  ${s.password}` : '  (code on /demo/phone)'}`,
  );
await closeDoors();
