import { test } from 'vitest'
import { clusterOf, labels, traceOf } from './fixture.ts'
import { layoutStage } from './stage.ts'
import { layoutTrace } from './film.ts'
test('x', () => { for (const [n,p] of [[2,7],[2,60],[50,300],[2,300]] as const) {
 const c = clusterOf({web:p},{nodes:n}); 
 for (let i=0;i<3;i++){ let t=performance.now(); const s=layoutStage(c,{labels:labels.en}); const a=performance.now()-t; t=performance.now();
 const [pod] = [...c.namespaces.keys()].filter((id) => id.startsWith('pod:default/'));
 const tr=traceOf(c,{ kind: 'pod', namespace: 'default', name: pod?.split('/')[1] ?? '' },'http://10.244.2.3/'); const b=performance.now()-t; t=performance.now(); layoutTrace(s,c,tr); console.log('T',n,p,'stage',a.toFixed(0),'send',b.toFixed(0),'film',(performance.now()-t).toFixed(0), s.width, s.height)}
}})
