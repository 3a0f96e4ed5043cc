package herald.local.template.functions;

import herald.local.template.text.Origin;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The class that a function's {@code Handler} names, as its class file describes it: nothing of it is loaded (AWS docs,
 * Lambda, "Define Lambda function handler in Java").
 */
record HandlerClass(HandlerCode code, String name, ClassModel model, Origin at) {

    /** Class files count their versions from 1.0 on, so Java 25 writes 69. */
    private static final int BEFORE_FIRST_VERSION = 44;

    private static final String CONSTRUCTOR = "<init>";
    private static final List<String> INTERFACES = List.of(
            "com/amazonaws/services/lambda/runtime/RequestHandler",
            "com/amazonaws/services/lambda/runtime/RequestStreamHandler");

    /** An input or two streams, and the context. */
    private static final int MOST_PARAMETERS = 3;

    /**
     * Refuses a handler, {@code package.Class} or {@code package.Class::method}, that this version of Java can't run.
     */
    static void require(HandlerCode code, String handler, int java, Origin at) {
        var parts = handler.split("::", 2);
        if (!parts[0].matches("[\\p{javaJavaIdentifierPart}.]+")) {
            throw at.refusal(handler + " is neither package.Class nor package.Class::method");
        }
        var model = read(code, parts[0], at)
                .orElseThrow(() -> at.refusal("there is no class " + parts[0] + " in " + code.fileName()));
        var handlerClass = new HandlerClass(code, parts[0], model, at);
        handlerClass.checkVersion(java);
        handlerClass.checkMakeable();
        if (parts.length == 2) {
            handlerClass.checkMethod(parts[1]);
        } else {
            handlerClass.checkInterface();
        }
    }

    private static Optional<ClassModel> read(HandlerCode code, String name, Origin at) {
        try {
            return code.classFile(name).map(bytes -> ClassFile.of().parse(bytes));
        } catch (IOException e) {
            throw at.refusal(code.fileName() + " can't be read: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw at.refusal(name + " in " + code.fileName() + " is no class file");
        }
    }

    private void checkVersion(int java) {
        var needed = model.majorVersion() - BEFORE_FIRST_VERSION;
        if (needed > java) {
            throw at.refusal(name + " is compiled for Java " + needed + ", and the runtime has " + java);
        }
    }

    private void checkMakeable() {
        var flags = model.flags();
        if (flags.has(AccessFlag.INTERFACE) || flags.has(AccessFlag.ABSTRACT)) {
            throw at.refusal(name + " is abstract, so Lambda can't make one");
        }
        if (!flags.has(AccessFlag.PUBLIC)) {
            throw at.refusal(name + " is not public, so Lambda can't make one");
        }
        var makeable = model.methods().stream()
                .filter(method -> method.methodName().equalsString(CONSTRUCTOR))
                .anyMatch(method -> method.flags().has(AccessFlag.PUBLIC) && parameters(method) == 0);
        if (!makeable) {
            throw at.refusal(name + " has no public constructor without parameters, so Lambda can't make one");
        }
    }

    private void checkMethod(String method) {
        var overloads = new HashSet<Integer>();
        var known = walk(model -> model.methods().stream()
                .filter(each -> each.methodName().equalsString(method))
                .filter(each -> each.flags().has(AccessFlag.PUBLIC))
                .forEach(each -> overloads.add(parameters(each))));
        if (overloads.isEmpty() && known) {
            throw at.refusal("class " + name + " has no public method " + method);
        }
        if (!overloads.isEmpty() && overloads.stream().allMatch(count -> count > MOST_PARAMETERS)) {
            throw at.refusal(
                    "method " + method + " of " + name + " takes more than an input, an output and the context");
        }
    }

    private void checkInterface() {
        var found = new HashSet<String>();
        var known = walk(model -> {
            found.add(model.thisClass().asInternalName());
            model.interfaces().forEach(each -> found.add(each.asInternalName()));
        });
        if (known && INTERFACES.stream().noneMatch(found::contains)) {
            throw at.refusal(
                    name + " is neither a RequestHandler nor a RequestStreamHandler, so its method has to be named,"
                            + " as in " + name + "::handle");
        }
    }

    private interface Visit {
        void visit(ClassModel model);
    }

    /** Returns whether all that it inherits from was looked at, or is Java's own or Lambda's. */
    private boolean walk(Visit visit) {
        var known = true;
        var seen = new HashSet<String>();
        var next = new ArrayDeque<ClassModel>();
        next.add(model);
        while (!next.isEmpty()) {
            var each = next.remove();
            visit.visit(each);
            var above = new ArrayDeque<>(each.interfaces());
            each.superclass().ifPresent(above::add);
            for (ClassEntry entry : above) {
                var inherited = entry.asInternalName();
                if (!seen.add(inherited) || inherited.equals("java/lang/Object") || INTERFACES.contains(inherited)) {
                    continue;
                }
                var read = read(code, inherited.replace('/', '.'), at);
                read.ifPresent(next::add);
                known &= read.isPresent();
            }
        }
        return known;
    }

    private static int parameters(MethodModel method) {
        return method.methodTypeSymbol().parameterCount();
    }
}
