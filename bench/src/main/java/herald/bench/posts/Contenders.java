package herald.bench.posts;

import herald.bench.rig.FunctionEnvironment;
import herald.bench.rig.Tools;
import herald.bench.rig.Workbench;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clients that can be had here. For one thread. */
final class Contenders {

    static final String LEAN = "lean";
    static final String TUNED = "SDK, Netty, as Herald sets it";
    static final String STOCK = "SDK, Netty, all defaults";
    static final String CRT = "SDK, CRT";
    static final String NODE = "Node, SDK v3, Promise.all";
    static final String LOOP = "boto3, one by one";
    static final String POOL = "boto3, 32 threads";

    static final int IN_FLIGHT = 100;

    private static final int NODE_CHUNK = 200;
    private static final int THREADS = 32;

    /** The heap that a function of 512 MB gets. */
    private static final String HEAP = "-Xmx435m";

    private static final long LEAN_WARM = 300_000;
    private static final long SDK_WARM = 150_000;
    private static final long SDK_WARM_C1 = 40_000;
    private static final long NODE_WARM = 20_000;
    private static final long PYTHON_WARM = 2_000;
    private static final long QUICKER = 10;

    private final Workbench workbench;
    private final Path benchJar;
    private final Optional<Path> crt;
    private final Optional<Path> node;
    private final Optional<Path> python;

    Contenders(Workbench workbench, Tools tools) throws InterruptedException {
        this.workbench = workbench;
        benchJar = workbench.ownJar();
        crt = tools.crt();
        node = tools.node();
        python = tools.boto3();
    }

    /** @param trusted what clients of TLS are to trust; of no use to the others */
    List<Contender> of(Setting setting, int port, Optional<Credential> trusted) {
        var java = new JavaProcesses(setting, setting.address(port), trusted);
        List<Contender> all = new ArrayList<>();
        all.add(java.contender(LEAN, "lean", workbench.heraldJar().toString()));
        all.add(java.contender(TUNED, "sdk", workbench.heraldJar().toString()));
        all.add(java.contender(
                STOCK, "stock", workbench.target().resolve("lib/*").toString()));
        // Its TLS trusts the system's certificates only.
        crt.filter(there -> !setting.tls())
                .ifPresent(lib ->
                        all.add(java.contender(CRT, "stock", lib.resolve("*").toString())));
        if (!setting.c1()) {
            node.ifPresent(peers -> all.add(node(setting.address(port), peers, trusted)));
        }
        if (setting == Setting.PLAIN) {
            python.ifPresent(there -> all.add(boto3(there, setting.address(port), LOOP, 1)));
            python.ifPresent(there -> all.add(boto3(there, setting.address(port), POOL, THREADS)));
        }
        return all;
    }

    private Contender node(String address, Path peers, Optional<Credential> trusted) {
        Map<String, String> environment = new LinkedHashMap<>(FunctionEnvironment.of(address, "sdk"));
        trusted.ifPresent(credential ->
                environment.put("NODE_EXTRA_CA_CERTS", credential.certificate().toString()));
        return new Contender(
                NODE,
                List.of("node", peers.resolve("posts.js").toString(), address + "/prod", Integer.toString(NODE_CHUNK)),
                environment,
                quicker(NODE_WARM),
                true);
    }

    private Contender boto3(Path python, String address, String name, int threads) {
        String script = workbench.root().resolve("bench/peers/python/posts.py").toString();
        return new Contender(
                name,
                List.of(python.toString(), script, address + "/prod", Integer.toString(threads)),
                FunctionEnvironment.of(address, "sdk"),
                quicker(PYTHON_WARM),
                false);
    }

    private long quicker(long posts) {
        return workbench.quick() ? posts / QUICKER : posts;
    }

    private final class JavaProcesses {

        private final Setting setting;
        private final String address;
        private final Optional<Credential> trusted;

        JavaProcesses(Setting setting, String address, Optional<Credential> trusted) {
            this.setting = setting;
            this.address = address;
            this.trusted = trusted;
        }

        Contender contender(String name, String client, String classPath) {
            List<String> command = new ArrayList<>(List.of(workbench.java("java"), HEAP, "-XX:+UseSerialGC"));
            command.addAll(setting.compiler());
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("--sun-misc-unsafe-memory-access=allow");
            trusted.ifPresent(credential -> {
                command.add("-Djavax.net.ssl.trustStore=" + credential.store());
                command.add("-Djavax.net.ssl.trustStorePassword=" + Credential.PASSWORD);
            });
            command.addAll(List.of("-cp", benchJar + ":" + classPath, "herald.bench.posts.PostsWorker"));
            command.addAll(List.of(client, address + "/prod", Integer.toString(IN_FLIGHT)));
            long warm = name.equals(LEAN) ? LEAN_WARM : setting.c1() ? SDK_WARM_C1 : SDK_WARM;
            return new Contender(name, command, FunctionEnvironment.of(address, "lean"), quicker(warm), true);
        }
    }
}
