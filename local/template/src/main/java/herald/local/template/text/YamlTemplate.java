package herald.local.template.text;

import herald.local.template.spec.TemplateRefusal;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * Reads a template's text, YAML or JSON, into {@link Value}s that know their line.
 *
 * <p>Scalars stay what was written, so dates, {@code yes} and {@code 0123} are text. The short forms of functions
 * ({@code !Sub}) become the long ones ({@code {"Fn::Sub": …}}), so that nobody else needs to know that there are two.
 */
public final class YamlTemplate {

    /** CloudFormation's own limit for a template (AWS docs, CloudFormation quotas). */
    private static final int MOST_CHARACTERS = 1_000_000;

    /** This is far above what fits into {@link #MOST_CHARACTERS}, and far below what nested aliases can make of it. */
    private static final int MOST_VALUES = 1_000_000;

    private static final int DEEPEST = 200;

    private static final Pattern LONE_HYPHEN = Pattern.compile("([\\[,] *)-(?= *[,\\]])");

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private int values;
    private int depth;

    private final Findings findings;

    private YamlTemplate(Findings findings) {
        this.findings = findings;
    }

    /** @throws TemplateRefusal if it is no YAML or JSON; a smaller mistake is a finding */
    public static Value.Fields read(Path file, Findings findings) {
        var name = String.valueOf(file.getFileName());
        var top = new Origin(name, 1, "");
        var root = compose(text(file, name), name)
                .orElseThrow(() -> new TemplateRefusal(name + ": is empty, which is no template"));
        return new YamlTemplate(findings).value(root, top).asFields();
    }

    private static String text(Path file, String name) {
        try {
            if (Files.isDirectory(file)) {
                throw new TemplateRefusal(file + ": is a directory and no template");
            }
            var text = Files.readString(file);
            if (text.length() > MOST_CHARACTERS) {
                throw new TemplateRefusal(name + ": is larger than the 1 MB that CloudFormation takes");
            }
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw new TemplateRefusal(file + ": there is no such template");
        } catch (CharacterCodingException e) {
            throw new TemplateRefusal(name + ": is not UTF-8 text");
        } catch (IOException e) {
            throw new TemplateRefusal(file + ": can't be read: " + e.getMessage());
        }
    }

    /**
     * A lone {@code -} within brackets is text to the parser that AWS's tools use and none to ours, so it is quoted if
     * the template can't be read otherwise.
     */
    private static Optional<Node> compose(String text, String name) {
        var quoted = LONE_HYPHEN.matcher(text).replaceAll("$1\"-\"");
        try {
            return composeAsWritten(text, name);
        } catch (TemplateRefusal refusal) {
            if (quoted.equals(text)) {
                throw refusal;
            }
            return composeAsWritten(quoted, name);
        }
    }

    private static Optional<Node> composeAsWritten(String text, String name) {
        var settings = LoadSettings.builder()
                .setLabel(name)
                .setSchema(new FailsafeSchema())
                .setUseMarks(true)
                .setAllowNonScalarKeys(true)
                .build();
        try {
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            var mark = e.getProblemMark().or(e::getContextMark);
            var line = mark.map(m -> ":" + (m.getLine() + 1)).orElse("");
            throw new TemplateRefusal(name + line + ": is not valid YAML: " + oneLine(problem(e)));
        } catch (YamlEngineException e) {
            throw new TemplateRefusal(name + ": is not valid YAML: " + oneLine(String.valueOf(e.getMessage())));
        }
    }

    private static String problem(MarkedYamlEngineException e) {
        var context = e.getContext();
        return context == null || context.isBlank() ? e.getProblem() : context + ", " + e.getProblem();
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private Value value(Node node, Origin at) {
        if (++values > MOST_VALUES || ++depth > DEEPEST) {
            throw at.refusal("is nested or repeated too often, perhaps by an alias that holds itself");
        }
        try {
            return isShortCall(node) ? call(node.getTag().getValue().substring(1), node, at) : plain(node, at);
        } finally {
            depth--;
        }
    }

    private Value plain(Node node, Origin at) {
        return switch (node) {
            case ScalarNode scalar -> text(scalar, at);
            case SequenceNode sequence -> items(sequence, at);
            case MappingNode mapping -> new Value.Fields(at, fields(mapping, at));
            default -> throw at.refusal("is no text, list or map");
        };
    }

    private Value text(ScalarNode scalar, Origin at) {
        var text = scalar.getValue();
        if (scalar.isPlain() && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"))) {
            findings.refuse(at, "has no value (CloudFormation refuses null)");
            return new Value.Unknown(at);
        }
        return new Value.Text(at, text);
    }

    private Value items(SequenceNode sequence, Origin at) {
        var items = new ArrayList<Value>();
        for (var item : sequence.getValue()) {
            items.add(value(item, at.item(items.size(), line(item, at))));
        }
        return new Value.Items(at, items);
    }

    /** A function is no step on the way to a property, and neither are its arguments: people look for the property. */
    private Value argument(Node node, Origin at) {
        return node instanceof SequenceNode sequence && !isShortCall(node) ? arguments(sequence, at) : value(node, at);
    }

    private Value.Items arguments(SequenceNode sequence, Origin at) {
        var items = new ArrayList<Value>();
        sequence.getValue().forEach(item -> items.add(value(item, at.line(line(item, at)))));
        return new Value.Items(at, items);
    }

    private static boolean isShortCall(Node node) {
        var tag = node.getTag().getValue();
        return tag.startsWith("!") && tag.length() > 1;
    }

    private Map<String, Value> fields(MappingNode mapping, Origin at) {
        var fields = new LinkedHashMap<String, Value>();
        var merged = new LinkedHashMap<String, Value>();
        for (var tuple : mapping.getValue()) {
            var key = key(tuple, at);
            var line = line(tuple.getKeyNode(), at);
            if (key.equals("<<")) {
                merge(tuple.getValueNode(), at.line(line), merged);
                continue;
            }
            var node = tuple.getValueNode();
            var value =
                    FunctionNames.isFunction(key) ? argument(node, at.line(line)) : value(node, at.child(key, line));
            var earlier = fields.put(key, value);
            if (earlier != null) {
                findings.refuse(
                        at.child(key, line),
                        "stands here twice, first on line " + earlier.origin().line());
            }
        }
        merged.forEach(fields::putIfAbsent);
        return fields;
    }

    private void merge(Node node, Origin at, Map<String, Value> into) {
        var sources = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
        for (var source : sources) {
            if (!(source instanceof MappingNode mapping)) {
                throw at.refusal("<< takes a map or a list of maps");
            }
            if (++depth > DEEPEST) {
                throw at.refusal("is nested too deep, perhaps by an alias that holds itself");
            }
            fields(mapping, at).forEach(into::putIfAbsent);
            depth--;
        }
    }

    private static String key(NodeTuple tuple, Origin at) {
        if (tuple.getKeyNode() instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw at.line(line(tuple.getKeyNode(), at)).refusal("has a list or a map for a key");
    }

    private Value call(String shortName, Node node, Origin at) {
        if (!FunctionNames.isShort(shortName)) {
            findings.refuse(at, "!" + shortName + " is no function of CloudFormation");
            return new Value.Unknown(at);
        }
        var argument = node instanceof SequenceNode sequence ? arguments(sequence, at) : plain(node, at);
        return switch (shortName) {
            case "Ref", "Condition" -> new Value.Fields(at, Map.of(shortName, argument));
            default -> new Value.Fields(at, Map.of("Fn::" + shortName, argument));
        };
    }

    private static int line(Node node, Origin otherwise) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(otherwise.line());
    }
}
