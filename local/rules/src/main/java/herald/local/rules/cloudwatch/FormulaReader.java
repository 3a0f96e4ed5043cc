package herald.local.rules.cloudwatch;

import herald.local.rules.cloudwatch.Formula.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a formula, by recursive descent: each method a level of precedence. Not thread-safe; reads once. */
final class FormulaReader {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|\\.\\d+|[A-Za-z][A-Za-z0-9_]*|==|!=|<=|>=|&&|\\|\\||[-+*/^()\\[\\],<>]|\"[^\"]*\"|'[^']*')");

    private static final Set<String> FILLERS = Set.of("REPEAT", "LINEAR");

    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    FormulaReader(String text) {
        this.text = text;
    }

    Node read() {
        Matcher matcher = TOKEN.matcher(text.stripTrailing());
        int end = 0;
        while (end < text.stripTrailing().length()) {
            matcher.region(end, text.stripTrailing().length());
            if (!matcher.lookingAt()) {
                throw wrong("nobody can read it from '" + text.substring(end).strip() + "' on");
            }
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        if (tokens.isEmpty()) {
            throw wrong("it is empty");
        }
        Node node = either();
        if (at < tokens.size()) {
            throw wrong("there should be nothing more at '" + peek() + "'");
        }
        return node;
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("'" + text + "' is no expression: " + what);
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private String next() {
        if (at == tokens.size()) {
            throw wrong("it ends too early");
        }
        return tokens.get(at++);
    }

    private void expect(String token) {
        if (!peek().equals(token)) {
            throw wrong("'" + token + "' is missing" + (peek().isEmpty() ? " at its end" : " before '" + peek() + "'"));
        }
        at++;
    }

    private Node either() {
        return chain(this::both, Set.of("OR", "||"));
    }

    private Node both() {
        return chain(this::comparison, Set.of("AND", "&&"));
    }

    private Node comparison() {
        return chain(this::sum, Set.of("==", "!=", "<", ">", "<=", ">="));
    }

    private Node sum() {
        return chain(this::product, Set.of("+", "-"));
    }

    private Node product() {
        return chain(this::signed, Set.of("*", "/"));
    }

    private Node chain(Supplier<Node> operand, Set<String> operators) {
        Node left = operand.get();
        while (operators.contains(peek())) {
            String operator = next();
            left = new Node.Binary(operator, left, operand.get());
        }
        return left;
    }

    private Node signed() {
        if (peek().equals("-")) {
            at++;
            return new Node.Negative(signed());
        }
        Node base = operand();
        if (peek().equals("^")) {
            at++;
            return new Node.Binary("^", base, signed());
        }
        return base;
    }

    private Node operand() {
        String token = next();
        char first = token.charAt(0);
        if (token.equals("(")) {
            Node inner = either();
            expect(")");
            return inner;
        }
        if (token.equals("[")) {
            return new Node.Items(list("]"));
        }
        if (Character.isDigit(first) || first == '.') {
            return new Node.Literal(Double.parseDouble(token));
        }
        if (Character.isLetter(first)) {
            return named(token);
        }
        if (first == '"' || first == '\'') {
            throw new Formula.Unsupported("texts in expressions, here " + token + ", are not supported");
        }
        throw wrong("a value is missing before '" + token + "'");
    }

    private Node named(String name) {
        boolean called = peek().equals("(");
        if (Character.isLowerCase(name.charAt(0))) {
            if (called) {
                throw wrong(name + " is called, and functions are in capital letters");
            }
            return new Node.Id(name);
        }
        if (called) {
            at++;
            List<Node> arguments = list(")");
            FormulaFunction function = FormulaFunction.of(name)
                    .orElseThrow(() -> new Formula.Unsupported("the function " + name + " is not supported"));
            if (!function.takes(arguments.size())) {
                throw wrong(name + " does not take " + arguments.size() + " arguments");
            }
            return new Node.Call(name, arguments);
        }
        if (FILLERS.contains(name)) {
            return new Node.Word(name);
        }
        throw wrong(name + " is no id, which start with a small letter");
    }

    private List<Node> list(String end) {
        List<Node> items = new ArrayList<>();
        if (peek().equals(end)) {
            at++;
            return items;
        }
        items.add(either());
        while (peek().equals(",")) {
            at++;
            items.add(either());
        }
        expect(end);
        return items;
    }
}
