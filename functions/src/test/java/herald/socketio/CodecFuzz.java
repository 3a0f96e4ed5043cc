package herald.socketio;

import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Gives the decoder what no client should send: noise, packets that were damaged, depth, length. Whatever it makes a packet
 * of must be the same packet when it is written and read again; nothing may throw; what is allocated is bounded by the
 * input's length; and a fault is one of a few clauses, so that none can quote the input.
 */
final class CodecFuzz {

    /** What an input may cost beside its length: the parser's buffers and tables, anew when a thread has none yet. */
    private static final long SOME_BYTES = 64 * 1024;

    /** For each char of an input, on the way to values of one char each. */
    private static final long BYTES_A_CHAR = 200;

    private static final int FAULTS = 16;
    private static final String ALPHABET = "00112233445566b-/,?[]{}[]\"\"\"\\:ee1.+- \n\ud83d\ude00é";

    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Set<String> faults = new HashSet<>();
    private final Random random;
    private long packets;

    /** @param packets how many inputs were packets */
    record Findings(long inputs, long packets, int faults) {}

    private CodecFuzz(long seed) {
        this.random = new Random(seed);
    }

    /** {@code CodecFuzz INPUTS SEED} prints {@code found INPUTS PACKETS FAULTS}; ends with 1 at the first input that breaks a rule. */
    public static void main(String[] arguments) {
        try {
            Findings findings = run(Long.parseLong(arguments[0]), Long.parseLong(arguments[1]));
            System.out.println("found " + findings.inputs() + " " + findings.packets() + " " + findings.faults());
        } catch (AssertionError broken) {
            System.out.println("broken " + broken.getMessage());
            System.exit(1);
        }
    }

    /** @throws AssertionError that names seed and input, at the first that breaks a rule */
    static Findings run(long inputs, long seed) {
        loadClasses();
        var fuzz = new CodecFuzz(seed);
        for (long i = 0; i < inputs; i++) {
            String text = fuzz.input();
            try {
                fuzz.check(text);
            } catch (RuntimeException | Error broken) {
                throw new AssertionError("seed " + seed + ", input " + i + ", " + quoted(text) + ": " + broken, broken);
            }
        }
        return new Findings(inputs, fuzz.packets, fuzz.faults.size());
    }

    /** Which allocates a few MB, once. */
    private static void loadClasses() {
        var fuzz = new CodecFuzz(1);
        for (int i = 0; i < 5_000; i++) {
            Decoder.read(fuzz.input());
        }
    }

    private void check(String text) {
        long before = threads.getCurrentThreadAllocatedBytes();
        Packet packet = Decoder.read(text);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        if (allocated > SOME_BYTES + BYTES_A_CHAR * text.length()) {
            throw new AssertionError(allocated + " bytes were allocated for " + text.length() + " chars");
        }
        if (packet instanceof Packet.Refused(String fault)) {
            if (faults.add(fault) && faults.size() > FAULTS) {
                throw new AssertionError("one fault more: " + fault);
            }
            return;
        }
        packets++;
        Packet again = Decoder.read(PacketText.of(packet));
        if (!again.equals(packet)) {
            throw new AssertionError(packet + " became " + again);
        }
    }

    private String input() {
        return switch (random.nextInt(1_000)) {
            // Long ones are rare, since one takes the time of hundreds.
            case 0 -> deep(1 + random.nextInt(20_000));
            case 1 -> "42" + digits(random.nextInt(20_000)) + "[\"e\"," + digits(random.nextInt(2_000)) + "]";
            default ->
                switch (random.nextInt(8)) {
                    case 0 -> bytes();
                    case 1 -> letters("");
                    case 2 -> letters("4" + random.nextInt(7));
                    case 3 -> letters("42[\"");
                    case 4 -> deep(random.nextInt(20));
                    case 5 -> valid().substring(0, 1) + valid();
                    case 6 -> valid() + valid();
                    default -> mutated(valid());
                };
        };
    }

    private String valid() {
        return PacketText.of(RandomPacket.packet(random));
    }

    /** Every char there is, or every byte. */
    private String bytes() {
        int bound = random.nextBoolean() ? 0x100 : 0x10000;
        var text = new StringBuilder();
        random.ints(random.nextInt(60), 0, bound).forEach(c -> text.append((char) c));
        return text.toString();
    }

    private String letters(String beginning) {
        var text = new StringBuilder(beginning);
        random.ints(random.nextInt(30), 0, ALPHABET.length()).forEach(i -> text.append(ALPHABET.charAt(i)));
        return text.toString();
    }

    private String digits(int count) {
        return (random.nextBoolean() ? "0" : "9").repeat(count);
    }

    private String deep(int depth) {
        String opening = random.nextBoolean() ? "[" : "{\"a\":";
        String closing = opening.equals("[") ? "]" : "}";
        String inner = random.nextBoolean() ? "1" : "";
        int closed = random.nextInt(4) == 0 ? random.nextInt(depth + 1) : depth;
        String value = opening.repeat(depth) + inner + closing.repeat(closed);
        return random.nextBoolean() ? "42[\"e\"," + value + "]" : "4" + random.nextInt(5) + value;
    }

    private String mutated(String packet) {
        var text = new StringBuilder(packet);
        for (int edits = 1 + random.nextInt(4); edits > 0 && !text.isEmpty(); edits--) {
            int at = random.nextInt(text.length());
            int to = Math.min(text.length(), at + 1 + random.nextInt(6));
            char letter = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(6)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, letter);
                case 2 -> text.setCharAt(at, letter);
                case 3 -> text.setCharAt(at, (char) random.nextInt(0x10000));
                case 4 -> text.insert(random.nextInt(text.length()), text.substring(at, to));
                default -> text.setLength(at);
            }
        }
        return text.toString();
    }

    private static String quoted(String text) {
        String shown = text.length() > 400 ? text.substring(0, 400) : text;
        var quoted = new StringBuilder().append(text.length()).append(" chars \"");
        shown.chars().forEach(c -> {
            if (c >= ' ' && c <= '~' && c != '"' && c != '\\') {
                quoted.append((char) c);
            } else {
                quoted.append("\\u%04x".formatted(c));
            }
        });
        return quoted.append('"').toString();
    }
}
